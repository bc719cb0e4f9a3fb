-- Stores what became of a delivery, if it is still pending and due when its reader has seen it to be; 0 if not.
-- KEYS: the outbox, the delivery. ARGV: 1 id, 2 when it was due, 3 life in seconds of the delivery, 4 its next_at or ''
--   when it is settled, 5 JSON.
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not due or tonumber(due) ~= tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[2], ARGV[5], 'EX', ARGV[3])
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
end
return 1
