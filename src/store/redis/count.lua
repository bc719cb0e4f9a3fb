-- Counts the reports of one service: those that repeat none. One call is all or nothing.
-- KEYS: version, days, then W windows of reporters, M minutes, D bitmaps of days; windows and minutes in order and
--   without the gaps that matter: before and after a report's window stand its neighbours, before its minute the 14
--   minutes of its sum.
-- ARGV: 1 W, 2 M, 3 lives in seconds of a window, 4 of a minute, 5 of a bitmap, 6 of the version, 7 a random first
--   version, 8 per minute where its bit is, 9 the reports, 10 the days' names joined by commas, 11… names of fields.
local ITEMS_MAX = 1000 -- well under what unpack can put on the stack
local RECORD, RECORD_LENGTH = '>c17c17I1I2I4I4I4I4', 53
local windows, minutes = tonumber(ARGV[1]), tonumber(ARGV[2])
local window_key, minute_key, bitmap_key = 2, 2 + windows, 2 + windows + minutes
local records, field_arg = ARGV[9], 10

local function in_chunks(list, f)
  for from = 1, #list, ITEMS_MAX do
    f(unpack(list, from, math.min(from + ITEMS_MAX - 1, #list)))
  end
end

local function expire(key, seconds)
  redis.call('EXPIRE', key, seconds, 'NX')
end

-- Which reporters to look up in which window. Most windows do not exist: the next one never does while time runs.
local reports = {}
local asked, exists = {}, {}
for position = 1, #records, RECORD_LENGTH do
  local reporter, yesterday, traits, offset, window, minute, field, network =
    struct.unpack(RECORD, records, position)
  -- Bit 0: has yesterday's key; bit 1: a problem that names its symptom; bit 2: discounted, so no evidence.
  local keys = traits % 2 == 1 and { reporter, yesterday } or { reporter }
  local names_symptom, discounted = traits % 4 >= 2, traits >= 4
  reports[#reports + 1] =
    { keys, offset, window, minute, field, network, string.sub(reporter, 1, 1), names_symptom, discounted }
  for near = window - 1, window + 1 do
    if exists[near] == nil then
      exists[near] = redis.call('EXISTS', KEYS[window_key + near]) == 1
    end
    if exists[near] then
      local list = asked[near] or {}
      asked[near] = list
      for _, name in ipairs(keys) do
        list[#list + 1] = name
      end
    end
  end
end

-- seen[window][reporter] = second within the window
local seen = {}
for window, names in pairs(asked) do
  local found, at = {}, 0
  in_chunks(names, function(...)
    for i, offset in ipairs(redis.call('HMGET', KEYS[window_key + window], ...)) do
      if offset then
        found[names[at + i]] = tonumber(offset)
      end
    end
    at = at + select('#', ...)
  end)
  seen[window] = found
end

local function seen_in(window, name)
  return seen[window] and seen[window][name]
end

local function is_repeat(keys, window, offset)
  for _, name in ipairs(keys) do
    local before, after = seen_in(window - 1, name), seen_in(window + 1, name)
    if seen_in(window, name) or (before and before > offset) or (after and after < offset) then
      return true
    end
  end
  return false
end

-- Decide in order, so that repeats within the batch are seen.
local flags, fresh, sums = {}, {}, {}
local function add(minute, field, number)
  local of_minute = sums[minute] or {}
  sums[minute] = of_minute
  of_minute[field] = (of_minute[field] or 0) + number
end
local changed = false
for i, report in ipairs(reports) do
  local keys, offset, window, minute, field, network, kind, names_symptom, discounted = unpack(report)
  if is_repeat(keys, window, offset) then
    flags[i] = '0'
  else
    flags[i] = '1'
    changed = true
    seen[window] = seen[window] or {}
    fresh[window] = fresh[window] or {}
    for _, name in ipairs(keys) do
      seen[window][name] = offset
      table.insert(fresh[window], name)
      table.insert(fresh[window], offset)
      if names_symptom then -- it cannot be named again by a retry
        local naming = 's' .. string.sub(name, 2)
        seen[window][naming] = offset
        table.insert(fresh[window], naming)
        table.insert(fresh[window], offset)
      end
    end
    -- A proof makes a discounted report evidence: its field is `d|…`.
    add(minute, ARGV[field_arg + field], kind == 'e' and -1 or 1)
    if kind == 'p' then
      add(minute, 't', 1)
      add(minute, ARGV[field_arg + network], 1)
      if discounted then -- `c|…` counts it, and `d|…` beside it says that it is no evidence
        add(minute, 'd' .. string.sub(ARGV[field_arg + field], 2), 1)
      end
    elseif kind == 'w' then
      add(minute, 'wt', 1)
    end
  end
end

-- Write.
for window, pairs_of_window in pairs(fresh) do
  local key = KEYS[window_key + window]
  in_chunks(pairs_of_window, function(...)
    redis.call('HSET', key, ...)
  end)
  expire(key, ARGV[3])
end
local day_names = {}
for name in string.gmatch(ARGV[10], '[^,]+') do
  day_names[#day_names + 1] = name
end
for minute, fields in pairs(sums) do
  local key = KEYS[minute_key + minute]
  for field, count in pairs(fields) do
    redis.call('HINCRBY', key, field, count)
  end
  expire(key, ARGV[4])
  local day, bit = struct.unpack('>I2I2', ARGV[8], minute * 4 - 3)
  redis.call('SETBIT', KEYS[bitmap_key + day], bit, 1)
  expire(KEYS[bitmap_key + day], ARGV[5])
  redis.call('ZADD', KEYS[2], day_names[day], day_names[day])
end
if changed then
  redis.call('EXPIRE', KEYS[2], ARGV[5])
  if redis.call('INCR', KEYS[1]) == 1 then
    redis.call('SET', KEYS[1], ARGV[7])
  end
  redis.call('EXPIRE', KEYS[1], ARGV[6])
end

-- The sums of the 15 minutes that end with each report's.
local totals, of_window = {}, {}
local function total(minute)
  if not totals[minute] then
    local found = redis.call('HMGET', KEYS[minute_key + minute], 't', 'wt')
    totals[minute] = { tonumber(found[1] or 0), tonumber(found[2] or 0) }
  end
  return totals[minute]
end
local answer = { table.concat(flags) }
for i, report in ipairs(reports) do
  local minute, part = report[4], report[7] == 'w' and 2 or 1
  local memo = minute * 2 + part
  if not of_window[memo] then
    local sum = 0
    for near = minute - 14, minute do
      sum = sum + total(near)[part]
    end
    of_window[memo] = sum
  end
  answer[i + 1] = of_window[memo]
end
return answer
