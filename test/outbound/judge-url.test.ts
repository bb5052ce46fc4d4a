import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../src/outbound/address.js'
import { judgeUrl } from '../../src/outbound/judge-url.js'

const PRODUCTION = { allowsThisMachine: false, trustedHosts: [] }
const DEVELOPMENT = { allowsThisMachine: true, trustedHosts: [] }

/** Everything that is not of the open network, in the ways in which it can be written. */
const INSIDE = [
  ...['127.0.0.1', '127.1', '2130706433', '0177.0.0.1', '0x7f.1', '0x7f000001', '127.0.0.1.'],
  ...['0.0.0.0', '0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254'],
  ...['192.0.0.8', '192.0.2.1', '198.18.0.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '168.63.129.16', '①②⑦.0.0.1', 'localhost', 'LOCALHOST.', 'a.localhost'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[::7f00:1]'],
  ...['[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001:0:4136:e378:8000:63bf::1]'],
  ...['[fe80::1]', '[fec0::1]', '[fc00::1]', '[fd12::1]', '[ff02::1]', '[2001:db8::1]', '[100::1]'],
  ...['[::ffff:0:127.0.0.1]', '[4000::1]', '[5f00::1]'],
]

describe('a URL of somebody else', () => {
  it.each(INSIDE)('never leads to %s', (host) => {
    expect(judgeUrl(`https://${host}/x`, PRODUCTION)).toBe('must be a public address')
    expect(judgeUrl(`https://${host}/x`, DEVELOPMENT)).toBe('must be a public address')
  })
  it.each(['example.org', '8.8.8.8', '[2606:4700::1111]', 'example.org:8443', 'example.org:443'])(
    'may lead to %s',
    (host) => expect(judgeUrl(`https://${host}/x?y`, PRODUCTION)).toBeUndefined(),
  )
  it.each([
    ['http://example.org/', 'must begin with https://'],
    ['ftp://example.org/', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://example.org:25/', 'must use port 443 or 8443'],
    ['https://me:word@example.org/', 'must not hold a name or a password'],
    ['https://me@example.org/', 'must not hold a name or a password'],
    ['http://127.0.0.1:8080/', 'must begin with https://'],
    ['example.org', 'must be a URL'],
    ['', 'must be a URL'],
  ])('%s %s', (url, line) => expect(judgeUrl(url, PRODUCTION)).toBe(line))
})

describe('a development start', () => {
  it('may call this machine, written in one way alone', () => {
    expect(judgeUrl('http://127.0.0.1:8080/x', DEVELOPMENT)).toBeUndefined()
    for (const other of [
      ...['http://127.1:80/', 'http://2130706433:80/', 'http://localhost:80/', 'http://[::1]:80/'],
      ...['http://127.0.0.1/', 'http://127.0.0.1:80@10.0.0.1/', 'http://127.0.0.2:80/'],
      ...['http://127.0.0.1:80\\@10.0.0.1/', 'https://127.0.0.1:8443/', 'http://10.0.0.1:80/'],
    ]) {
      expect(judgeUrl(other, DEVELOPMENT), other).toBeDefined()
    }
  })
})

describe('a host that whoever runs this trusts', () => {
  const rules = { allowsThisMachine: false, trustedHosts: ['inside', 'near:9000'] }
  it('may be anywhere, at the port that was named', () => {
    for (const url of ['http://inside/x', 'https://inside:9000/', 'http://near:9000/']) {
      expect(judgeUrl(url, rules)).toBeUndefined()
    }
    for (const url of ['http://near/', 'https://near:9001/', 'ftp://inside/', 'http://x.inside/']) {
      expect(judgeUrl(url, rules), url).toBeDefined()
    }
    expect(judgeUrl('http://me:word@inside/', rules)).toMatch(/password/)
  })
})

describe('an address of IPv4', () => {
  it('is as public as it is when it is written as one of IPv6, or through a translator never', () => {
    const bytes = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })))
    fc.assert(
      fc.property(bytes, (parts) => {
        const plain = parts.join('.')
        expect(isPublicAddress(`::ffff:${plain}`)).toBe(isPublicAddress(plain))
        for (const prefix of ['64:ff9b::', '::ffff:0:']) {
          expect(isPublicAddress(prefix + plain)).toBe(false)
        }
        if ([0, 10, 127].includes(parts[0] ?? 0)) expect(isPublicAddress(plain)).toBe(false)
      }),
    )
  })
})
