-- Stores a conclusion about one service.
-- KEYS: tracker, incidents, incidents' order, outbox, then per delivery its own key and its endpoint's log.
-- ARGV: 1 life in seconds of tracker, incidents and outbox, 2 of a delivery and of a log, 3 deliveries kept in a log,
--   4 tracker, 5 incident's id or '', 6 its onset, 7 its JSON, 8 onset before which incidents go, then per delivery:
--   id, next_at, created_at, JSON.
redis.call('SET', KEYS[1], ARGV[4], 'EX', ARGV[1])

if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[5], ARGV[7])
  redis.call('ZADD', KEYS[3], ARGV[6], ARGV[5])
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '(' .. ARGV[8])) do
    redis.call('HDEL', KEYS[2], id)
    redis.call('ZREM', KEYS[3], id)
  end
  redis.call('EXPIRE', KEYS[2], ARGV[1])
  redis.call('EXPIRE', KEYS[3], ARGV[1])
end

for i = 5, #KEYS, 2 do
  local at = 9 + (i - 5) / 2 * 4
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
