// A reader that walks every network of a MaxMind DB file (the usual readers only look single addresses up).
// Format: https://maxmind.github.io/MaxMind-DB/
import fs from 'node:fs';

const META = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');

/** Decodes the value at `at`; returns [value, offset after it]. `base` is the start of the data section. */
function decode(b, base, at) {
  const ctrl = b[at++];
  let type = ctrl >> 5;
  if (type === 1) {
    const ss = (ctrl >> 3) & 3;
    let p = ctrl & 7;
    if (ss === 0) p = (p << 8) | b[at];
    else if (ss === 1) p = ((p << 16) | b.readUInt16BE(at)) + 2048;
    else if (ss === 2) p = ((p << 24) | b.readUIntBE(at, 3)) + 526336;
    else p = b.readUInt32BE(at);
    return [decode(b, base, base + p)[0], at + ss + 1];
  }
  if (type === 0) type = 7 + b[at++];
  let size = ctrl & 31;
  if (size === 29) size = 29 + b[at++];
  else if (size === 30) { size = 285 + b.readUInt16BE(at); at += 2; }
  else if (size === 31) { size = 65821 + b.readUIntBE(at, 3); at += 3; }
  if (type === 7) { // map
    const out = {};
    for (let i = 0; i < size; i++) {
      let k, v;
      [k, at] = decode(b, base, at);
      [v, at] = decode(b, base, at);
      out[k] = v;
    }
    return [out, at];
  }
  if (type === 11) { // array
    const out = [];
    for (let i = 0; i < size; i++) { let v; [v, at] = decode(b, base, at); out.push(v); }
    return [out, at];
  }
  const end = at + size;
  if (type === 2) return [b.toString('utf8', at, end), end];
  if (type === 3) return [b.readDoubleBE(at), end];
  if (type === 15) return [b.readFloatBE(at), end];
  if (type === 14) return [size !== 0, at];
  if (type === 4) return [b.subarray(at, end), end];
  let n = 0; // unsigned integers; doubles are exact enough for the metadata
  for (let i = at; i < end; i++) n = n * 256 + b[i];
  return [n, end];
}

/** Opens a file. `each(fn)` calls fn(record, prefixLength) once per network; records are shared objects. */
export function open(path) {
  const b = fs.readFileSync(path);
  const m = b.lastIndexOf(META) + META.length;
  const meta = decode(b, m, m)[0];
  const { node_count: nodes, record_size: bits } = meta;
  const step = bits / 4;
  const data = nodes * step + 16;
  const child = (n, right) => {
    const o = n * step;
    if (bits === 24) return b.readUIntBE(o + (right ? 3 : 0), 3);
    if (bits === 32) return b.readUInt32BE(o + (right ? 4 : 0));
    const mid = b[o + 3];
    return right ? ((mid & 15) << 24) + b.readUIntBE(o + 4, 3) : ((mid >> 4) << 24) + b.readUIntBE(o, 3);
  };
  return {
    meta,
    each(fn) {
      const cache = new Map();
      const stack = [[0, 0]];
      while (stack.length) {
        const [n, depth] = stack.pop();
        for (const right of [true, false]) {
          const c = child(n, right);
          if (c < nodes) stack.push([c, depth + 1]);
          else if (c > nodes) {
            const at = data + c - nodes - 16;
            let r = cache.get(at);
            if (!r) cache.set(at, (r = decode(b, data, at)[0]));
            fn(r, depth + 1);
          }
        }
      }
    },
  };
}
