import { DEMO, DEMO_PASSWORD } from '../../prisma/demo.js'
import type { StartConfig } from '../../src/config.js'

/** The one screen of `npm start`. */
export function screen({
  host,
  port,
  temporal,
  temporalUiPort,
  seedDemo,
  dataFolder,
  mailInPort,
}: StartConfig): string {
  const api = `http://${host}:${port}`
  const ui =
    temporal === undefined
      ? `http://127.0.0.1:${temporalUiPort}`
      : `of the server at ${temporal.address}`
  const accounts = DEMO.map(
    ({ slug, people }) =>
      `  ${slug}: ${people.map(({ email }) => email.split('@')[0]).join(', ')} @${slug}.test`,
  )
  return `
Perdure is ready.

  API            ${api}/api/v1
  Documentation  ${api}/docs
  Temporal UI    ${ui}
  Mails sent     ${api}/dev/mails${
    mailInPort === undefined ? '' : `\n  Mails in       smtp://127.0.0.1:${mailInPort}`
  }
${
  seedDemo
    ? `
Demo accounts, password ${DEMO_PASSWORD}:
${accounts.join('\n')}

Try:
  curl -s ${api}/api/v1/auth/login -H 'Content-Type: application/json' \\
    -d '{"login":"requester@demo.test","password":"${DEMO_PASSWORD}"}'
`
    : ''
}
Ctrl-C stops everything; the data stays in ${dataFolder} (npm start -- --fresh begins anew).
`
}
