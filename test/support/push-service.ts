import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importJWK, jwtVerify } from 'jose'

/** A message as its device reads it, with what the service was told beside it. */
export interface Pushed {
  device: string
  headers: IncomingHttpHeaders
  message: Record<string, unknown>
}

/** Devices, and the service that their browsers have: what comes is decrypted as a browser does (RFC 8291). */
export async function startPushService() {
  const devices = new Map<string, ReturnType<typeof createDevice>>()
  const received: Pushed[] = []
  const state = { answer: (_device: string): number => 201 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const name = request.url?.slice(1) ?? ''
      const status = state.answer(name)
      const device = devices.get(name)
      if (status === 201 && device !== undefined) {
        const message = JSON.parse(device.decrypt(Buffer.concat(parts)))
        received.push({ device: name, headers: request.headers, message })
      }
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens to a port
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    state,
    received,
    /** What a browser gives to the page that subscribes. */
    subscribe: (name: string) => {
      const device = createDevice()
      devices.set(name, device)
      return { endpoint: `${url}/${name}`, expirationTime: null, keys: device.keys }
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type PushService = Awaited<ReturnType<typeof startPushService>>

function createDevice() {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const auth = randomBytes(16)
  const keys = {
    p256dh: curve.getPublicKey().toString('base64url'),
    auth: auth.toString('base64url'),
  }
  /** RFC 8188 with the key of RFC 8291: salt, size of a record, the sender's point, and one record. */
  const decrypt = (body: Buffer): string => {
    const salt = body.subarray(0, 16)
    const length = body.readUInt8(20)
    const sender = body.subarray(21, 21 + length)
    const record = body.subarray(21 + length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender])
    const secret = derive(auth, curve.computeSecret(sender), info, 32)
    const key = derive(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
    const nonce = derive(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce)
    decipher.setAuthTag(record.subarray(-16))
    const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
    return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8') // the last record ends in a 2
  }
  return { keys, decrypt }
}

/** HKDF with one block of output. */
function derive(salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer {
  const extracted = createHmac('sha256', salt).update(secret).digest()
  return createHmac('sha256', extracted).update(info).update('\u0001').digest().subarray(0, length)
}

/** What a service checks of the installation that pushes (RFC 8292): who it says that it is, signed by its key. */
export async function readVapid({ authorization = '' }: IncomingHttpHeaders) {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const point = Buffer.from(publicKey, 'base64url')
  const key = await importJWK(
    {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
    'ES256',
  )
  return { publicKey, ...(await jwtVerify(token, key)).payload }
}
