-- Adds recorded buckets of one service.
-- KEYS: version, days, M minutes, D bitmaps of days.
-- ARGV: 1 M, 2 lives in seconds of a minute, 3 of a bitmap, 4 of the version, 5 a random first version, 6 per minute
--   where its bit is, 7 the days' names joined by commas, then per minute: number of fields, and each with its count.
local minutes = tonumber(ARGV[1])
local minute_key, bitmap_key = 2, 2 + minutes

local function expire(key, seconds)
  redis.call('EXPIRE', key, seconds, 'NX')
end

local position = 8
for minute = 1, minutes do
  local key = KEYS[minute_key + minute]
  local fields = tonumber(ARGV[position])
  for i = position + 1, position + 2 * fields, 2 do
    redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1])
  end
  position = position + 1 + 2 * fields
  expire(key, ARGV[2])
  local day, bit = struct.unpack('>I2I2', ARGV[6], minute * 4 - 3)
  redis.call('SETBIT', KEYS[bitmap_key + day], bit, 1)
end
local day = 0
for name in string.gmatch(ARGV[7], '[^,]+') do
  day = day + 1
  expire(KEYS[bitmap_key + day], ARGV[3])
  redis.call('ZADD', KEYS[2], name, name)
end
redis.call('EXPIRE', KEYS[2], ARGV[3])
if redis.call('INCR', KEYS[1]) == 1 then
  redis.call('SET', KEYS[1], ARGV[5])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
