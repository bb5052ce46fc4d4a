const LONG = 'x'.repeat(10_000)

export const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

export const VALUES = [
  LONG,
  'x,'.repeat(8_000),
  '%00',
  '%ED%A0%80',
  '-zzz',
  '"',
  "'; DROP TABLE ticket; --",
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:00',
  '1e999',
  '-1',
  forge('id', 'abc'),
  forge('-createdAt', 'abc'),
  forge('seq', '99999999999999999999'),
  forge('queue', 'x', 'y'),
]

export const MEMBERS = [LONG, '9999-12-31T23:59:59-23:00', -1, null, {}, [LONG], true]

export const IDS = [
  LONG,
  '__proto__',
  '%00',
  '..%2F..',
  'T-99999999999999999999',
  '%F0%9F%98%80',
  '%',
]

const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

const repeat = (text: string, times: number) => Array.from({ length: times }, () => text).join(',')

/** As many values as a megabyte holds, no list of which is too long. */
const fill = (value: string) =>
  `{"a":[${repeat(`[${repeat(value, 1_000)}]`, Math.floor(1_000 / (value.length + 1)))}]}`

export const BODY_TEXTS = [
  fill('0'),
  fill('[]'),
  fill('{"a":0}'),
  fill('"\\""'),
  nest(33),
  nest(100_000),
  `{"a":${nest(40)}}`,
  JSON.stringify(Array.from({ length: 1_001 }, () => 0)),
  JSON.stringify({ a: Array.from({ length: 200_000 }, () => 0) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, i]))),
  JSON.stringify({ title: 'x'.repeat(900_000) }),
  '"\\u0000"',
  '{"title":"\\ud800"}',
  'null',
  '0',
  '[]',
  '{"a":1e999}',
  '{',
]
