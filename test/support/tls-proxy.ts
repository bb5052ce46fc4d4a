import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'

export const certificate = (name: string) => `test/support/certificates/${name}`

/** In front of a server in the clear: lets in whoever has a certificate of the tests' own authority. */
export async function startTlsProxy(target: string) {
  const [host = '', port = ''] = target.split(':')
  const read = (name: string) => readFileSync(certificate(name))
  const sockets = new Set<TLSSocket>()
  const server = createServer(
    {
      cert: read('server.pem'),
      key: read('server.key'),
      ca: read('ca.pem'),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (socket) => {
      sockets.add(socket)
      const upstream = connect(Number(port), host)
      socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy())
      upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.pipe(upstream).pipe(socket)
    },
  )
  server.on('tlsClientError', () => {}) // whoever has no certificate
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const ownPort = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `127.0.0.1:${ownPort}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
