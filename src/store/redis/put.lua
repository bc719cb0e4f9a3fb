-- Stores values of one service under a lease; 0 when the fence forbids it.
-- KEYS: the fence, then those to set. ARGV: 1 the fence or '', 2 its life in seconds, 3 the life of the values, then the
--   values.
if is_fenced(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], ARGV[i + 2], 'EX', ARGV[3])
end
return 1
