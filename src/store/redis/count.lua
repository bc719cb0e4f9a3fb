-- Counts the reports of one service: those that repeat none. One call is all or nothing.
-- KEYS: version, days, then W windows of reporters, M minutes, D bitmaps of days; windows and minutes in order and
--   without the gaps that matter: before and after a report's window stand its neighbours, before its minute the 14
--   minutes of its sum.
-- ARGV: 1 W, 2 M, 3 lives in seconds of a window, 4 of a minute, 5 of a bitmap, 6 of the version, 7 a random first
--   version, 8 per minute where its bit is, 9 the reports, 10 yesterday's key of each or '', 11 the days' names joined by
--   commas, 12… names of fields.
-- Answers with a text of `1` (counted) and `0`, and with the sum for each report, joined by commas.
--
-- What costs is the number of commands and of texts made: so fields are read and written by the hundred, and nothing is
-- made twice.
local call, unpack_record = redis.call, struct.unpack
local ITEMS_MAX = 1000 -- well under what unpack can put on the stack
local RECORD, RECORD_LENGTH, KEY_LENGTH = '>c17c3I1I2I2I2I2', 29, 17
local windows, minutes = tonumber(ARGV[1]), tonumber(ARGV[2])
local window_key, minute_key, bitmap_key = 2, 2 + windows, 2 + windows + minutes
local records, yesterdays, field_arg = ARGV[9], ARGV[10], 11
local has_yesterdays = yesterdays ~= ''

local function in_chunks(list, f)
  for from = 1, #list, ITEMS_MAX do
    f(from - 1, unpack(list, from, math.min(from + ITEMS_MAX - 1, #list)))
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

-- The reports, a list for each of their properties. A reporter's name begins with the report's kind, an offset is the
-- second within its window, and windows, minutes and fields are positions.
local names, offsets, traits, window_of, minute_of, field_of, network_of = {}, {}, {}, {}, {}, {}, {}
local older = {}
for i = 1, #records / RECORD_LENGTH do
  names[i], offsets[i], traits[i], window_of[i], minute_of[i], field_of[i], network_of[i] =
    unpack_record(RECORD, records, (i - 1) * RECORD_LENGTH + 1)
  -- Traits: bit 0 a problem that names its symptom; bit 1 discounted, so no evidence; bit 2 has yesterday's key.
  if has_yesterdays and traits[i] >= 4 then
    older[i] = string.sub(yesterdays, (i - 1) * KEY_LENGTH + 1, i * KEY_LENGTH)
  end
end

-- seen[window][reporter] = second within the window. Most windows do not exist: the next one never does while time runs.
local seen, exists = {}, {}
for window = 1, windows do
  exists[window] = call('EXISTS', KEYS[window_key + window]) == 1
  if exists[window] then
    local asked, n = {}, 0
    for i, name in ipairs(names) do
      local distance = window_of[i] - window
      if distance >= -1 and distance <= 1 then
        n = n + 1
        asked[n] = name
        if older[i] then
          n = n + 1
          asked[n] = older[i]
        end
      end
    end
    local found = {}
    in_chunks(asked, function(before, ...)
      for i, offset in ipairs(call('HMGET', KEYS[window_key + window], ...)) do
        if offset then
          found[asked[before + i]] = offset
        end
      end
    end)
    seen[window] = found
  end
end

local function seen_in(window, name)
  local of_window = seen[window]
  return of_window and of_window[name]
end

local function is_repeat(name, window, offset)
  if seen_in(window, name) then
    return true
  end
  local before, after = seen_in(window - 1, name), seen_in(window + 1, name)
  return (before and tonumber(before) > tonumber(offset)) or (after and tonumber(after) < tonumber(offset))
end

local fresh = {}
local function remember(name, window, offset)
  local of_window, list = seen[window], fresh[window]
  if not of_window then
    of_window = {}
    seen[window] = of_window
  end
  if not list then
    list = {}
    fresh[window] = list
  end
  of_window[name] = offset
  local n = #list
  list[n + 1], list[n + 2] = name, offset
end

-- Decide in order, so that repeats within the batch are seen.
local flags, sums = {}, {}
local function add(of_minute, field, number)
  of_minute[field] = (of_minute[field] or 0) + number
end
local PROBLEM, WORKS, PROOF = string.byte('pwe', 1, 3)
local changed = false
for i, name in ipairs(names) do
  local window, offset, yesterday = window_of[i], offsets[i], older[i]
  if is_repeat(name, window, offset) or (yesterday and is_repeat(yesterday, window, offset)) then
    flags[i] = '0'
  else
    flags[i] = '1'
    changed = true
    remember(name, window, offset)
    local names_symptom, discounted = traits[i] % 2 == 1, traits[i] % 4 >= 2
    if yesterday then
      remember(yesterday, window, offset)
    end
    if names_symptom then -- it cannot be named again by a retry
      remember('s' .. string.sub(name, 2), window, offset)
      if yesterday then
        remember('s' .. string.sub(yesterday, 2), window, offset)
      end
    end
    local of_minute = sums[minute_of[i]]
    if not of_minute then
      of_minute = {}
      sums[minute_of[i]] = of_minute
    end
    local kind, field = string.byte(name), ARGV[field_arg + field_of[i]]
    -- A proof makes a discounted report evidence: its field is `d|…`.
    add(of_minute, field, kind == PROOF and -1 or 1)
    if kind == PROBLEM then
      add(of_minute, 't', 1)
      add(of_minute, ARGV[field_arg + network_of[i]], 1)
      if discounted then -- `c|…` counts it, and `d|…` beside it says that it is no evidence
        add(of_minute, 'd' .. string.sub(field, 2), 1)
      end
    elseif kind == WORKS then
      add(of_minute, 'wt', 1)
    end
  end
end

-- Read what is written to, before anything is written: a key of another type ends the call here, and not halfway, which
-- would leave reporters known whose reports are not counted.
local grown, is_new = {}, {}
for minute, of_minute in pairs(sums) do
  local fields, lists = {}, {}
  for field in pairs(of_minute) do
    fields[#fields + 1] = field
  end
  in_chunks(fields, function(before, ...)
    local list = {}
    for i, count in ipairs(call('HMGET', KEYS[minute_key + minute], ...)) do
      local field = fields[before + i]
      list[2 * i - 1], list[2 * i] = field, text(tonumber(count or 0) + of_minute[field])
    end
    lists[#lists + 1] = list
  end)
  local day, bit = unpack_record('>I2I2', ARGV[8], minute * 4 - 3)
  grown[minute], is_new[minute] = lists, call('GETBIT', KEYS[bitmap_key + day], bit) == 0
  if is_new[minute] then
    call('ZCARD', KEYS[2])
  end
end

-- Write.
if changed and call('INCR', KEYS[1]) == 1 then
  call('SET', KEYS[1], ARGV[7], 'EX', ARGV[6])
end
for window, list in pairs(fresh) do
  local key = KEYS[window_key + window]
  in_chunks(list, function(_, ...)
    call('HSET', key, ...)
  end)
  if not exists[window] then
    call('EXPIRE', key, ARGV[3])
  end
end
local day_names = {}
for name in string.gmatch(ARGV[11], '[^,]+') do
  day_names[#day_names + 1] = name
end
for minute, lists in pairs(grown) do
  local key = KEYS[minute_key + minute]
  for _, list in ipairs(lists) do
    call('HSET', key, unpack(list))
  end
  if is_new[minute] then
    local day, bit = unpack_record('>I2I2', ARGV[8], minute * 4 - 3)
    call('SETBIT', KEYS[bitmap_key + day], bit, 1)
    call('EXPIRE', key, ARGV[4], 'NX')
    call('EXPIRE', KEYS[bitmap_key + day], ARGV[5], 'NX')
    call('ZADD', KEYS[2], day_names[day], day_names[day])
    call('EXPIRE', KEYS[2], ARGV[5])
    call('EXPIRE', KEYS[1], ARGV[6])
  end
end

-- The sums of the 15 minutes that end with each report's.
local totals, of_window, answer = {}, {}, {}
local function total(minute)
  if not totals[minute] then
    local found = call('HMGET', KEYS[minute_key + minute], 't', 'wt')
    totals[minute] = { tonumber(found[1] or 0), tonumber(found[2] or 0) }
  end
  return totals[minute]
end
for i, name in ipairs(names) do
  local part = string.byte(name) == WORKS and 2 or 1
  local memo = minute_of[i] * 2 + part
  if not of_window[memo] then
    local sum = 0
    for near = minute_of[i] - 14, minute_of[i] do
      sum = sum + total(near)[part]
    end
    of_window[memo] = text(sum)
  end
  answer[i] = of_window[memo]
end
return { table.concat(flags), table.concat(answer, ',') }
