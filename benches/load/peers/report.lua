-- The intake of reports within nginx: lua-nginx-module, a pool of connections to Redis in each worker.
-- README.md says what it does and what it does not.

local cjson = require("cjson.safe")
local ffi = require("ffi")

local find = ngx.re.find
local format = string.format

-- A reporter counts once in this time.
local DEDUPE_SECONDS = 900

-- How long a minute's counts stay.
local BUCKET_SECONDS = 86400

local SLUG = [[\A[a-z0-9-]{1,64}\z]]

local REDIS_TIMEOUT_MS = 2000

-- As many as a worker has requests at a time, and more; they wait for the next one so long.
local POOL = { pool_size = 512 }
local POOL_IDLE_MS = 60000

ffi.cdef([[int prctl(int option, ...);]])
local PR_SET_PDEATHSIG, SIGKILL = 1, 9

-- Set once, before the workers are forked.
local codes, secret, script, script_hash, redis_port, window, key_count

local report = {}

local function read(path, what)
  local file = assert(io.open(path, "rb"))
  local content = assert(file:read(what))
  file:close()
  return content
end

local function bulk(text)
  return "$" .. #text .. "\r\n" .. text .. "\r\n"
end

-- `minutes`: what the answer's sum is of.
function report.init(folder, port, minutes)
  codes = assert(cjson.decode(read(folder .. "/../../../geoip/dbip.json", "*a")))
  secret = read("/dev/urandom", 32)
  script = read(folder .. "/count.lua", "*a")
  script_hash = ngx.sha1_bin(script):gsub(".", function(byte)
    return format("%02x", byte:byte())
  end)
  redis_port, window, key_count = port, minutes, bulk(tostring(1 + minutes))
end

-- nginx's workers outlive a master that is killed; these do not. The one that is forked last says where they listen.
function report.init_worker(url)
  ffi.C.prctl(PR_SET_PDEATHSIG, ffi.cast("unsigned long", SIGKILL))
  if ngx.worker.id() == ngx.worker.count() - 1 then
    io.stdout:write("listening on ", url, "\n")
    io.stdout:flush()
  end
end

local function refuse(status, title)
  ngx.status = status
  local body = format('{"status":%d,"title":"%s"}', status, title)
  ngx.header.content_length = #body
  ngx.print(body)
end

local function is_slug(text)
  return type(text) == "string" and find(text, SLUG, "jo") ~= nil
end

-- The service and the symptom that a body names; nothing when it is not as it must be.
local function parse(body)
  local fields = body and cjson.decode(body)
  if type(fields) ~= "table" or not is_slug(fields.service) then
    return nil
  end
  for name in pairs(fields) do
    if name ~= "service" and name ~= "symptom" then
      return nil
    end
  end
  if fields.symptom ~= nil and not is_slug(fields.symptom) then
    return nil
  end
  return fields.service, fields.symptom
end

-- A code such as US-NY: MaxMind's schema has it, DB-IP's has names.
local function region_of(place)
  local country = place.place_country_code or place.place_country
  if not country then
    return "unknown"
  end
  local names, state = codes[country], place.place_state
  local code = names and state and names[state]
  if code then
    return code
  end
  local subdivision = place.place_subdivision
  return subdivision and country .. "-" .. subdivision or country
end

-- Everything of a call that is the same for all reports.
local LIVES = bulk(tostring(DEDUPE_SECONDS)) .. bulk(tostring(BUCKET_SECONDS))

-- Whether the report is counted, and the total; or nil and an error.
local function call(socket, verb, what, arguments, length)
  local _, failure = socket:send({ "*", tostring(length + 3), "\r\n", bulk(verb), bulk(what), key_count, arguments })
  local head = not failure and socket:receive()
  if head ~= "*2" then
    return nil, failure or head or "no answer"
  end
  local counted, total = socket:receive(), socket:receive()
  if not total then
    return nil, "half an answer"
  end
  return counted == ":1", total:sub(2)
end

local function count(reporter, service, region, symptom)
  local socket = ngx.socket.tcp()
  socket:settimeout(REDIS_TIMEOUT_MS)
  local connected, failure = socket:connect("127.0.0.1", redis_port, POOL)
  if not connected then
    return nil, failure
  end
  local minute = math.floor(ngx.time() / 60)
  local parts = { bulk("reporter:" .. reporter) }
  for ago = 0, window - 1 do
    parts[#parts + 1] = bulk("bucket:" .. service .. ":" .. minute - ago)
  end
  parts[#parts + 1] = LIVES
  parts[#parts + 1] = bulk("region:" .. region)
  if symptom then
    parts[#parts + 1] = bulk("symptom:" .. symptom)
  end
  -- The lives are two.
  local arguments, length = table.concat(parts), #parts + 1
  local counted, total = call(socket, "EVALSHA", script_hash, arguments, length)
  if counted == nil and total:find("^-NOSCRIPT") then
    counted, total = call(socket, "EVAL", script, arguments, length)
  end
  if counted == nil then
    socket:close()
  else
    socket:setkeepalive(POOL_IDLE_MS)
  end
  return counted, total
end

function report.answer()
  if ngx.req.get_method() ~= "POST" then
    return refuse(405, "Reports are sent with POST")
  end
  ngx.req.read_body()
  local service, symptom = parse(ngx.req.get_body_data())
  if not service then
    return refuse(400, "Not a report")
  end
  local var = ngx.var
  local region = region_of(var)
  local reporter = ngx.encode_base64(ngx.hmac_sha1(secret, service .. "\0" .. var.remote_addr))
  local counted, total = count(reporter, service, region, symptom)
  if counted == nil then
    ngx.log(ngx.ERR, "redis: ", total)
    return refuse(503, "The store does not answer")
  end
  ngx.status = 202
  local body = format(
    '{"counted":%s,"service":"%s","symptom":%s,"region":"%s","reports_in_window":%s}',
    tostring(counted), service, symptom and '"' .. symptom .. '"' or "null", region, total
  )
  ngx.header.content_length = #body
  ngx.print(body)
end

return report
