import { createTransport, type Transporter } from 'nodemailer'

/** A real client: what it sends is the mail byte by byte. */
export function createSender(port: number): Transporter {
  return createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
  })
}
