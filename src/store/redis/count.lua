-- Counts the reports of one service and minute: those that repeat none. One call is all or nothing, and no reporter comes
-- twice in it: `calls.rs` sees to that, and adds up what they come to.
-- KEYS: version, days, the minute, the bitmap of its day, the windows of reporters before its own, its own and the one
--   after, minutes that have changed; then, when their sum is asked for, the minutes before it that are in its sum.
-- ARGV: 1 a random first version, lives in seconds of 2 the version, 3 a window, 4 a minute and 5 a bitmap, 6 the day,
--   7 the minute's bit, 8 how many changed minutes are kept, 9 how many reports, 10 how many names they leave behind,
--   11 how many names are looked up, 12 whose each of these is (two bytes), 13 what the names are left with, as runs,
--   14 the fields that each report adds to (four times two bytes, 0 for none, TAKES_AWAY more where it takes one away),
--   15 what all add to each field (two bytes, ADD_ZERO more than it is), 16 how many fields; then the names, and the names
--   of the fields.
-- Answers with a text of `1` (counted) and `0`, or an empty one when all are counted; the minute's problem and works
--   reports; and both of the minutes before, nil if not asked for.
--
-- What costs is the number of commands and of texts made. So fields are read and written by the hundred, and reports are
-- looked at one by one only if one of them repeats another.
local call, u16 = redis.call, struct.unpack
local ITEMS_MAX = 1000 -- well under what unpack can put on the stack
local ADD_ZERO = 32768
local FIELDS_PER_REPORT = 4
local TAKES_AWAY = 32768 -- beside a field: the report takes one from it
local SYMPTOM_LENGTH = 4 -- of a second with a zero before it: its reporter has named a symptom
local MINUTES_PER_DAY = 1440
local VERSION_MAX = 2 ^ 53 -- what a score can tell from its neighbours
local VERSION, DAYS, MINUTE, BITMAP, WINDOW_BEFORE, WINDOW, WINDOW_AFTER, CHANGED, EARLIER = KEYS[1], KEYS[2], KEYS[3],
  KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], 9
local reports, left_behind, looked_up = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local owners, runs, uses, adds, fields = ARGV[12], ARGV[13], ARGV[14], ARGV[15], tonumber(ARGV[16])
local NAMES = 16
local FIELDS = NAMES + looked_up

-- Calls `f` with the items of a list after its `first`, as many at a time as fit, and how many came before.
local function in_chunks(list, first, count, f)
  for from = 0, count - 1, ITEMS_MAX do
    f(from, unpack(list, first + from + 1, first + math.min(from + ITEMS_MAX, count)))
  end
end

-- Redis would write numbers as fractions are written, which is slow. Most counts are small and come again.
local texts = {}
local function text(number)
  local known = texts[number]
  if not known then
    known = string.format('%d', number)
    texts[number] = known
  end
  return known
end

local function owner_of(name)
  return (u16('>I2', owners, name * 2 - 1))
end

-- What each name is left with: name, second, name, second…
local left = {}
local second_of = {} -- by report
do
  local name = 0
  for count, second in string.gmatch(runs, '(%d+) (%d+)') do
    for _ = 1, tonumber(count) do
      name = name + 1
      left[name * 2 - 1], left[name * 2] = ARGV[NAMES + name], second
    end
  end
end

-- Who is known already.
local is_repeat, repeats = {}, 0
local function look_up(window, overlaps)
  in_chunks(ARGV, NAMES, looked_up, function(before, ...)
    for i, known in ipairs(call('HMGET', window, ...)) do
      if known then
        local name = before + i
        local owner = owner_of(name)
        -- Names beyond those that are left behind are of reports about the same thing, which count if they named it.
        local is_same = name <= left_behind or #known == SYMPTOM_LENGTH
        if is_same and not is_repeat[owner] and overlaps(tonumber(known), owner) then
          is_repeat[owner] = true
          repeats = repeats + 1
        end
      end
    end
  end)
end
local window_exists = call('EXISTS', WINDOW) == 1
if window_exists then
  look_up(WINDOW, function()
    return true
  end)
end
-- The next one never exists while time runs, and the one before only if the service is reported often.
if call('EXISTS', WINDOW_BEFORE, WINDOW_AFTER) > 0 then
  for name = left_behind, 1, -1 do
    second_of[owner_of(name)] = tonumber(left[name * 2])
  end
  look_up(WINDOW_BEFORE, function(second, owner)
    return second > second_of[owner]
  end)
  look_up(WINDOW_AFTER, function(second, owner)
    return second < second_of[owner]
  end)
end

-- Take out what repeats.
local less, flags = {}, ''
if repeats > 0 then
  local list = {}
  for report = 1, reports do
    list[report] = is_repeat[report] and '0' or '1'
    if is_repeat[report] then
      for place = 1, FIELDS_PER_REPORT do
        local field, add = u16('>I2', uses, ((report - 1) * FIELDS_PER_REPORT + place) * 2 - 1), 1
        if field >= TAKES_AWAY then
          field, add = field - TAKES_AWAY, -1
        end
        less[field] = (less[field] or 0) + add
      end
    end
  end
  flags = table.concat(list)
  local kept = {}
  for name = 1, left_behind do
    if not is_repeat[owner_of(name)] then
      kept[#kept + 1] = left[name * 2 - 1]
      kept[#kept + 1] = left[name * 2]
    end
  end
  left = kept
end

if repeats < reports then
  -- Read what is written to, before anything is written: a key of another type ends the call here, and not halfway, which
  -- would leave reporters known whose reports are not counted.
  local grown = {}
  in_chunks(ARGV, FIELDS, fields, function(before, ...)
    local list, n = {}, 0
    local bytes = { string.byte(adds, before * 2 + 1, (before + ITEMS_MAX) * 2) }
    for i, count in ipairs(call('HMGET', MINUTE, ...)) do
      local field = before + i
      local add = bytes[i * 2 - 1] * 256 + bytes[i * 2] - ADD_ZERO
      if less[field] then
        add = add - less[field]
      end
      if add ~= 0 then
        list[n + 1], list[n + 2] = ARGV[FIELDS + field], text(count and count + add or add)
        n = n + 2
      end
    end
    grown[#grown + 1] = list
  end)
  local is_new = call('GETBIT', BITMAP, ARGV[7]) == 0
  if is_new then
    call('ZCARD', DAYS)
  end

  -- Write.
  local version = call('INCR', VERSION)
  if version == 1 or version > VERSION_MAX then
    version = ARGV[1]
    call('SET', VERSION, version, 'EX', ARGV[2])
    call('DEL', CHANGED)
  end
  if call('ZADD', CHANGED, version, ARGV[6] * MINUTES_PER_DAY + ARGV[7]) == 1 then
    call('ZREMRANGEBYRANK', CHANGED, 0, -1 - ARGV[8])
    call('EXPIRE', CHANGED, ARGV[2])
  end
  in_chunks(left, 0, #left, function(_, ...)
    call('HSET', WINDOW, ...)
  end)
  if not window_exists then
    call('EXPIRE', WINDOW, ARGV[3])
  end
  for _, list in ipairs(grown) do
    if #list > 0 then
      call('HSET', MINUTE, unpack(list))
    end
  end
  if is_new then
    call('SETBIT', BITMAP, ARGV[7], 1)
    call('EXPIRE', MINUTE, ARGV[4], 'NX')
    call('EXPIRE', BITMAP, ARGV[5], 'NX')
    call('ZADD', DAYS, ARGV[6], ARGV[6])
    call('EXPIRE', DAYS, ARGV[5])
    call('EXPIRE', VERSION, ARGV[2])
  end
end

local function totals_of(minute)
  local found = call('HMGET', minute, 't', 'wt')
  return tonumber(found[1] or 0), tonumber(found[2] or 0)
end
local problems, works = totals_of(MINUTE)
local answer = { flags, problems, works, false, false }
if KEYS[EARLIER] then
  local problems_before, works_before = 0, 0
  for i = EARLIER, #KEYS do
    local problems_then, works_then = totals_of(KEYS[i])
    problems_before, works_before = problems_before + problems_then, works_before + works_then
  end
  answer[4], answer[5] = problems_before, works_before
end
return answer
