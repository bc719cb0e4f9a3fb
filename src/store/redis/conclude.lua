-- Stores a conclusion about one service; 0 when the fence forbids it.
-- KEYS: tracker, incidents, incidents' order, outbox, the incident's notes, the fence, then per delivery its own key and
--   its endpoint's log.
-- ARGV: 1 life in seconds of tracker, incidents and outbox, 2 of a delivery and of a log, 3 deliveries kept in a log,
--   4 tracker, 5 incident's id or '', 6 its onset, 7 its JSON, 8 onset before which incidents go, 9 life of notes,
--   10 number of notes, 11 the fence or '', then per note: place, bytes, then per delivery: id, next_at, created_at, JSON.
if is_fenced(KEYS[6], ARGV[11], ARGV[1]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[4], 'EX', ARGV[1])

local notes = tonumber(ARGV[10])
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[5], ARGV[7])
  redis.call('ZADD', KEYS[3], ARGV[6], ARGV[5])
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '(' .. ARGV[8])) do
    redis.call('HDEL', KEYS[2], id)
    redis.call('ZREM', KEYS[3], id)
  end
  redis.call('EXPIRE', KEYS[2], ARGV[1])
  redis.call('EXPIRE', KEYS[3], ARGV[1])
  for i = 12, 10 + 2 * notes, 2 do
    redis.call('HSET', KEYS[5], ARGV[i], ARGV[i + 1])
  end
  if notes > 0 then
    redis.call('EXPIRE', KEYS[5], ARGV[9])
  end
end

for i = 7, #KEYS, 2 do
  local at = 12 + 2 * notes + (i - 7) / 2 * 4
  local id, next_at, created_at, json = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  -- A row that is known, in whatever state, is left alone.
  if redis.call('SET', KEYS[i], json, 'EX', ARGV[2], 'NX') then
    redis.call('ZADD', KEYS[4], next_at, id)
    redis.call('EXPIRE', KEYS[4], ARGV[1])
    redis.call('ZADD', KEYS[i + 1], created_at, id)
    redis.call('ZREMRANGEBYRANK', KEYS[i + 1], 0, -1 - ARGV[3])
    redis.call('EXPIRE', KEYS[i + 1], ARGV[2])
  end
end
return 1
