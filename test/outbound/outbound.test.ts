import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound } from '../../src/outbound/outbound.js'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const LIMITS = { connectMs: 500, totalMs: 700 }

/** Serves on this machine, and answers its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port // it listens to a port
}

function open(resolve: (host: string) => string[] = () => [], trustedHosts: string[] = []) {
  const rules = { allowsThisMachine: true, trustedHosts }
  const outbound = createOutbound(rules, async (host) => resolve(host), LIMITS)
  stops.push(outbound.close)
  const post = (url: string) => outbound.post({ url, headers: {}, body: 'hello' })
  const code = (url: string) =>
    post(url).then(
      () => 'answered',
      (error: { code?: string }) => error.code,
    )
  return { ...outbound, post, code }
}

describe('a call to the outside', () => {
  it('is a POST, and brings the answer', async () => {
    let told = ''
    const port = await serve((request, response) => {
      request.on('data', (part) => {
        told += `${request.method} ${request.url} ${part}`
      })
      request.on('end', () => response.writeHead(201, { 'X-Of': 'theirs' }).end('thanks'))
    })
    const answer = await open().post(`http://127.0.0.1:${port}/hook?x=1`)
    expect(answer).toMatchObject({ status: 201, headers: { 'x-of': 'theirs' }, text: 'thanks' })
    expect(told).toBe('POST /hook?x=1 hello')
  })
  it('goes nowhere else, whatever the answer says', async () => {
    let calls = 0
    const inside = await serve((_, response) => {
      calls += 1
      response.end()
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const Location = `http://127.0.0.1:${inside}/`
      const port = await serve((_, response) => response.writeHead(status, { Location }).end())
      expect(await open().code(`http://127.0.0.1:${port}/`)).toBe('redirected')
    }
    expect(calls).toBe(0)
  })
  it('is judged anew each time, by what its name leads to then', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1'], ['93.184.215.14', '10.0.0.1'], ['::1']]
    const outbound = open(() => answers.shift() ?? [])
    expect(await outbound.judge('https://rebinds.example/')).toBeUndefined()
    expect(await outbound.code('https://rebinds.example/')).toBe('address_forbidden')
    expect(await outbound.code('https://rebinds.example/')).toBe('address_forbidden')
    expect(await outbound.code('https://rebinds.example/')).toBe('address_forbidden')
    expect(await outbound.code('https://rebinds.example/')).toBe('unreachable')
    expect(await outbound.code('https://10.0.0.1/')).toBe('address_forbidden')
  })
  it('asks for its name once, and connects to what it was told', async () => {
    let asked = 0
    const outbound = open(() => {
      asked += 1
      return ['192.0.2.1'] // nobody's, and not public
    })
    expect(await outbound.code('https://once.example/')).toBe('address_forbidden')
    expect(asked).toBe(1)
  })
  it('of a name says when it is saved that it leads inside, and nothing of one that leads nowhere', async () => {
    const outbound = open((host) => (host === 'inside.example' ? ['192.168.0.7'] : []))
    expect(await outbound.judge('https://inside.example/')).toBe('must be a public address')
    expect(await outbound.judge('https://nobody.example/')).toBeUndefined()
    expect(await outbound.judge('http://nobody.example/')).toBe('must begin with https://')
    expect(await outbound.judge('https://[::ffff:10.0.0.1]/')).toBe('must be a public address')
    expect(await outbound.judge('https://8.8.8.8/')).toBeUndefined()
  })
  it('names the host to the server, and believes no certificate that is not of it', async () => {
    const names: string[] = []
    const server = createSecureServer({
      SNICallback: (name, done) => {
        names.push(name)
        done(new Error('no certificate'))
      },
    })
    stops.push(() => server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // it listens to a port
    const outbound = open(undefined, [`localhost:${port}`])
    expect(await outbound.code(`https://localhost:${port}/`)).toBe('unreachable')
    expect(names).toEqual(['localhost'])
  })
  it('takes what whoever runs this trusts at its own port alone', async () => {
    const port = await serve((_, response) => response.end())
    const outbound = open(() => ['127.0.0.1'], [`localhost:${port}`])
    expect(await outbound.code(`http://localhost:${port}/`)).toBe('answered')
    expect(await outbound.code('https://localhost:8443/')).toBe('address_forbidden')
    expect(await outbound.code('https://other.example:8443/')).toBe('address_forbidden')
  })
})

describe('an answer', () => {
  it('is read to its 64th kilobyte, however long it is', async () => {
    const port = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    const { text } = await open().post(`http://127.0.0.1:${port}/`)
    expect(text).toHaveLength(65_536)
  })
  it('that comes in drops, or not at all, is waited for as long as the whole call may take', async () => {
    const port = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    })
    const silent = await serve(() => {})
    const began = Date.now()
    for (const one of [port, silent]) {
      expect(await open().code(`http://127.0.0.1:${one}/`)).toBe('timed_out')
    }
    expect(Date.now() - began).toBeLessThan(5_000)
  })
  it('that is none is told apart from a server that is away', async () => {
    const sockets: Socket[] = []
    const answers = ['no HTTP\r\n\r\n', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`]
    const server = createSocketServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
      socket.once('data', () => socket.write(answers.shift() ?? ''))
    })
    stops.push(
      () => {
        for (const socket of sockets) socket.destroy()
      },
      () => server.close(),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // it listens to a port
    const url = `http://127.0.0.1:${port}/`
    expect([await open().code(url), await open().code(url)]).toEqual([
      'answer_invalid',
      'answer_invalid',
    ])
    const gone = await serve(() => {})
    for (const stop of stops.splice(0)) await stop()
    expect(await open().code(`http://127.0.0.1:${gone}/`)).toBe('unreachable')
  })
})
