-- Renews, takes and gives up leases of one node, by the clock of this server.
-- KEYS: leases (a hash: shard -> "node fence expires"; and "fence", the largest so far), nodes (a zset: node by when it
--   is taken for gone), both of the division that goes first; the same two of this node's division, for when another one
--   goes first; divisions (a zset: rank by when it is taken for gone), their services (a hash: rank -> "a,b,c").
-- ARGV: 1 node, 2 number of shards, 3 life of a lease in milliseconds, 4 share, keep, look or leave, 5 life of the keys
--   in seconds, 6 the node's division, 7 its services, then shards that are given up.
-- Answers two lists: nodes, shards that nobody holds, surplus, divisions, the time in seconds, then per lease held: shard,
--   fence; and the services of each division that goes before this node's.
local node, shards, life_ms, wish = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function number(value)
  return string.format('%.0f', value)
end
local given_up = {}
for i = 8, #ARGV do
  given_up[tonumber(ARGV[i])] = true
end

-- Which divisions there are, and whether others go before this one.
local rank = ARGV[6]
redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', number(now))
local divisions = redis.call('ZRANGE', KEYS[5], 0, -1)
local before, known = {}, {}
for _, other in ipairs(divisions) do
  known[other] = true
  if other > rank then
    before[#before + 1] = redis.call('HGET', KEYS[6], other) or ''
  end
end
local leases_key, nodes_key = KEYS[1], KEYS[2]
if #before > 0 and wish ~= 'look' then
  -- What this node has among those that go first is theirs.
  leases_key, nodes_key = KEYS[3], KEYS[4]
  redis.call('ZREM', KEYS[2], node)
  for shard = 0, shards - 1 do
    local lease = redis.call('HGET', KEYS[1], shard)
    if lease and string.match(lease, '^(%S+) ') == node then
      redis.call('HDEL', KEYS[1], shard)
    end
  end
end

redis.call('ZREMRANGEBYSCORE', nodes_key, '-inf', number(now))
if wish == 'leave' then
  redis.call('ZREM', nodes_key, node)
  if redis.call('ZCARD', nodes_key) == 0 then
    redis.call('ZREM', KEYS[5], rank)
  end
elseif wish == 'share' or (wish == 'keep' and redis.call('ZSCORE', nodes_key, node)) then
  redis.call('ZADD', nodes_key, number(now + life_ms), node)
  redis.call('EXPIRE', nodes_key, ARGV[5])
  redis.call('ZADD', KEYS[5], number(now + life_ms), rank)
  redis.call('HSET', KEYS[6], rank, ARGV[7])
  redis.call('EXPIRE', KEYS[5], ARGV[5])
  redis.call('EXPIRE', KEYS[6], ARGV[5])
  known[rank] = true
end
for _, other in ipairs(redis.call('HKEYS', KEYS[6])) do
  if not known[other] then
    redis.call('HDEL', KEYS[6], other)
  end
end
local nodes = redis.call('ZCARD', nodes_key)

local held, free = {}, {}
for shard = 0, shards - 1 do
  local lease = redis.call('HGET', leases_key, shard)
  local owner, fence, expires
  if lease then
    owner, fence, expires = string.match(lease, '^(%S+) (%d+) (%d+)$')
  end
  if owner == node and (wish == 'leave' or given_up[shard]) then
    redis.call('HDEL', leases_key, shard)
    free[#free + 1] = shard
  elseif owner == node then
    held[#held + 1] = { shard, fence }
  elseif not owner or tonumber(expires) <= now then
    free[#free + 1] = shard
  end
end

-- A fence is never less than the time, so that it grows even when the counter is lost with the rest of the store. All
-- divisions count in one place: a service may be in several, and no two leases have the same fence.
local fair = math.ceil(shards / math.max(nodes, 1))
if wish == 'share' then
  while #free > 0 and #held < fair do
    local last = tonumber(redis.call('HGET', KEYS[1], 'fence') or 0)
    local fence = number(math.max(last + 1, now))
    redis.call('HSET', KEYS[1], 'fence', fence)
    redis.call('EXPIRE', KEYS[1], ARGV[5])
    held[#held + 1] = { table.remove(free, 1), fence }
  end
end

local answer = { nodes, #free, math.max(#held - fair, 0), redis.call('ZCARD', KEYS[5]), tonumber(time[1]) }
for _, lease in ipairs(held) do
  if wish ~= 'look' then
    redis.call('HSET', leases_key, lease[1], node .. ' ' .. lease[2] .. ' ' .. number(now + life_ms))
  end
  answer[#answer + 1] = lease[1]
  answer[#answer + 1] = tonumber(lease[2])
end
if wish ~= 'look' then
  redis.call('EXPIRE', leases_key, ARGV[5])
end
return { answer, before }
