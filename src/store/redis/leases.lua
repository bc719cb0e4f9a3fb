-- Renews, takes and gives up leases of one node, by the clock of this server.
-- KEYS: leases (a hash: shard -> "node fence expires"; and "fence", the largest so far), nodes (a zset: node by when it
--   is taken for gone).
-- ARGV: 1 node, 2 number of shards, 3 life of a lease in milliseconds, 4 share, keep, look or leave, 5 life of the keys
--   in seconds, then shards that are given up.
-- Answers: nodes, shards that nobody holds, surplus, then per lease held: shard, fence.
local node, shards, life_ms, wish = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function number(value)
  return string.format('%.0f', value)
end
local given_up = {}
for i = 6, #ARGV do
  given_up[tonumber(ARGV[i])] = true
end

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', number(now))
if wish == 'leave' then
  redis.call('ZREM', KEYS[2], node)
elseif wish == 'share' or (wish == 'keep' and redis.call('ZSCORE', KEYS[2], node)) then
  redis.call('ZADD', KEYS[2], number(now + life_ms), node)
  redis.call('EXPIRE', KEYS[2], ARGV[5])
end
local nodes = redis.call('ZCARD', KEYS[2])

local held, free = {}, {}
for shard = 0, shards - 1 do
  local lease = redis.call('HGET', KEYS[1], shard)
  local owner, fence, expires
  if lease then
    owner, fence, expires = string.match(lease, '^(%S+) (%d+) (%d+)$')
  end
  if owner == node and (wish == 'leave' or given_up[shard]) then
    redis.call('HDEL', KEYS[1], shard)
    free[#free + 1] = shard
  elseif owner == node then
    held[#held + 1] = { shard, fence }
  elseif not owner or tonumber(expires) <= now then
    free[#free + 1] = shard
  end
end

-- A fence is never less than the time, so that it grows even when the counter is lost with the rest of the store.
local fair = math.ceil(shards / math.max(nodes, 1))
if wish == 'share' then
  while #free > 0 and #held < fair do
    local last = tonumber(redis.call('HGET', KEYS[1], 'fence') or 0)
    local fence = number(math.max(last + 1, now))
    redis.call('HSET', KEYS[1], 'fence', fence)
    held[#held + 1] = { table.remove(free, 1), fence }
  end
end

local answer = { nodes, #free, math.max(#held - fair, 0) }
for _, lease in ipairs(held) do
  if wish ~= 'look' then
    redis.call('HSET', KEYS[1], lease[1], node .. ' ' .. lease[2] .. ' ' .. number(now + life_ms))
  end
  answer[#answer + 1] = lease[1]
  answer[#answer + 1] = tonumber(lease[2])
end
if wish ~= 'look' then
  redis.call('EXPIRE', KEYS[1], ARGV[5])
end
return answer
