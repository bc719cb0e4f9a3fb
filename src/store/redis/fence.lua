-- Goes before scripts that write under a lease.
-- Whether somebody has written with a larger fence; if not, this one is noted. Without a fence nothing is forbidden.
local function is_fenced(key, fence, life)
  if fence == '' then
    return false
  end
  local seen = redis.call('GET', key)
  if seen and tonumber(seen) > tonumber(fence) then
    return true
  end
  redis.call('SET', key, fence, 'EX', life)
  return false
end

