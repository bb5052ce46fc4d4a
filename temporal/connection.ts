import { readFileSync } from 'node:fs'
import type { TemporalConfig } from '../src/config.js'

/** How both kinds of connection, the client's and the worker's, reach the server. */
export function connectionOptions({ address, tls, apiKey }: TemporalConfig) {
  return {
    address,
    ...(tls === undefined ? {} : { tls: readTls(tls) }),
    ...(apiKey === undefined ? {} : { apiKey }),
  }
}

function readTls({ ca, cert, key }: NonNullable<TemporalConfig['tls']>) {
  const pair =
    cert === undefined || key === undefined
      ? {}
      : { clientCertPair: { crt: readFileSync(cert), key: readFileSync(key) } }
  return { ...pair, ...(ca === undefined ? {} : { serverRootCACertificate: readFileSync(ca) }) }
}
