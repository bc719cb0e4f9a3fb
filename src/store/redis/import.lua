-- Adds recorded buckets of one service.
-- KEYS: version, days, minutes that have changed, M minutes, D bitmaps of days.
-- ARGV: 1 M, 2 lives in seconds of a minute, 3 of a bitmap, 4 of the version, 5 how many changed minutes are kept, 6 a
--   random first version, 7 per minute where its bit is, 8 the days' names joined by commas, then per minute: number of
--   fields, and each with its count.
local minutes = tonumber(ARGV[1])
local minute_key, bitmap_key = 3, 3 + minutes
local MINUTES_PER_DAY = 1440
local VERSION_MAX = 2 ^ 53 -- what a score can tell from its neighbours

local function expire(key, seconds)
  redis.call('EXPIRE', key, seconds, 'NX')
end

local days = {}
for name in string.gmatch(ARGV[8], '[^,]+') do
  days[#days + 1] = name
  redis.call('ZADD', KEYS[2], name, name)
end
redis.call('EXPIRE', KEYS[2], ARGV[3])
local version = redis.call('INCR', KEYS[1])
if version == 1 or version > VERSION_MAX then
  version = ARGV[6]
  redis.call('SET', KEYS[1], version)
  redis.call('DEL', KEYS[3])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])

local position = 9
for minute = 1, minutes do
  local key = KEYS[minute_key + minute]
  local fields = tonumber(ARGV[position])
  for i = position + 1, position + 2 * fields, 2 do
    redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1])
  end
  position = position + 1 + 2 * fields
  expire(key, ARGV[2])
  local day, bit = struct.unpack('>I2I2', ARGV[7], minute * 4 - 3)
  redis.call('SETBIT', KEYS[bitmap_key + day], bit, 1)
  redis.call('ZADD', KEYS[3], version, days[day] * MINUTES_PER_DAY + bit)
end
for day = 1, #days do
  expire(KEYS[bitmap_key + day], ARGV[3])
end
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1 - ARGV[5])
redis.call('EXPIRE', KEYS[3], ARGV[4])
return 1
