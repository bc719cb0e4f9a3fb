-- The salt of a day: the one that is stored, or else the fresh one, which is stored now. Older salts are destroyed.
-- KEYS: the day's salt, then older ones. ARGV: fresh salt, second at which the day's salt must be gone.
for i = 2, #KEYS do
  redis.call('DEL', KEYS[i])
end
local stored = redis.call('GET', KEYS[1])
if stored then
  return stored
end
-- It is made a day ahead, so it lives for three days and what clocks differ by. A day that is not the server's own (a
-- test, a clock far off) gets the shortest useful life instead.
local life = tonumber(ARGV[2]) - tonumber(redis.call('TIME')[1])
if life <= 0 or life > 345600 then
  life = 176400
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', life)
return ARGV[1]
