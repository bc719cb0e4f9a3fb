-- Notes a fence and answers the tracker of the service; 0 when a larger fence was there before.
-- KEYS: the fence, the tracker. ARGV: 1 the fence, 2 its life in seconds.
if is_fenced(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
return redis.call('GET', KEYS[2])
