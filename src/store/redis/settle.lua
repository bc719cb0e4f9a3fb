-- Stores what became of a delivery, or a new one.
-- KEYS: the delivery, its service's outbox, its endpoint's log.
-- ARGV: 1 life in seconds of the delivery, 2 of the outbox, 3 of the log, 4 deliveries kept in a log, 5 id, 6 next_at or
--   '' when it is settled, 7 created_at, 8 JSON.
redis.call('SET', KEYS[1], ARGV[8], 'EX', ARGV[1])
if ARGV[6] == '' then
  redis.call('ZREM', KEYS[2], ARGV[5])
else
  redis.call('ZADD', KEYS[2], ARGV[6], ARGV[5])
  redis.call('EXPIRE', KEYS[2], ARGV[2])
end
redis.call('ZADD', KEYS[3], ARGV[7], ARGV[5])
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1 - ARGV[4])
redis.call('EXPIRE', KEYS[3], ARGV[3])
return 1
