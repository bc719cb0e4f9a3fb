-- The salt of a day: the one that is stored, or else the fresh one, which is stored now. Older salts are destroyed.
-- KEYS: the day's salt, then older ones. ARGV: fresh salt, second at which the day's salt must be gone.
for i = 2, #KEYS do
  redis.call('DEL', KEYS[i])
end
local stored = redis.call('GET', KEYS[1])
if stored then
  return stored
end
-- A day that is not the server's own (a test, a clock far off) gets the shortest useful life instead.
local life = tonumber(ARGV[2]) - tonumber(redis.call('TIME')[1])
if life <= 0 or life > 259200 then
  life = 90000
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', life)
return ARGV[1]
