-- Counts one report, if its reporter is new: all or nothing, in one round trip. Both peers send this to Redis.
-- KEYS: the reporter, the counts of the minute; then, when the answer is to be of a quarter of an hour, those of the
-- minutes before. ARGV: seconds that the reporter stays, seconds that the counts stay, then the fields to add to beside
-- the total.
local function answer(counted, total)
  for i = 3, #KEYS do
    total = total + (redis.call('HGET', KEYS[i], 'total') or 0)
  end
  return { counted, total }
end
if not redis.call('SET', KEYS[1], 1, 'NX', 'EX', ARGV[1]) then
  return answer(0, tonumber(redis.call('HGET', KEYS[2], 'total') or 0))
end
local total = redis.call('HINCRBY', KEYS[2], 'total', 1)
for i = 3, #ARGV do
  redis.call('HINCRBY', KEYS[2], ARGV[i], 1)
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
return answer(1, total)
