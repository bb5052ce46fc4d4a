/**
 * A workflow system outside of the help desk, as small as can be: it hears of each ticket that was approved, takes it into
 * a list of its own, and answers what it calls it and where it stands there. It needs Node 20 and nothing else.
 *
 *   WEBHOOK_SECRET=whsec_… PORT=4000 node examples/outside-workflow/server.mjs
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { WEBHOOK_SECRET = '', PORT = '4000' } = process.env
const KEY = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64')
const OLDEST_SECONDS = 300

/** Cases by the id of their ticket. */
const cases = new Map()

/** Standard Webhooks: several signatures while a secret is changed. */
function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given = '' } = headers
  if (Math.abs(Date.now() / 1_000 - Number(at)) > OLDEST_SECONDS) return false
  const own = createHmac('sha256', KEY).update(`${id}.${at}.${body}`).digest()
  return given.split(' ').some((one) => {
    const theirs = Buffer.from(one.replace(/^v1,/, ''), 'base64')
    return theirs.length === own.length && timingSafeEqual(theirs, own)
  })
}

/** The key makes a repetition harmless, on both sides. */
async function reply({ replyUrl }, key, said) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key }
  const answer = await fetch(replyUrl, { method: 'POST', headers, body: JSON.stringify(said) })
  console.log(`answered ${JSON.stringify(said)}: ${answer.status}`)
}

async function take(id, { type, data }) {
  if (type !== 'ticket.opened') return
  const known = cases.get(data.id)
  const number = known ?? `CASE-${cases.size + 1}`
  cases.set(data.id, number)
  console.log(`${data.number} "${data.title}" is ${number}`)
  await reply(data, id, {
    externalId: number,
    externalStatus: 'taken',
    message: `We work on it as ${number}.`,
  })
}

const server = createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts).toString()
  if (request.method !== 'POST' || !isSigned(request.headers, body)) {
    return response.writeHead(401).end()
  }
  response.writeHead(204).end() // at once: whoever takes longer than 15 s is asked again
  await take(request.headers['webhook-id'], JSON.parse(body)).catch(console.error)
})
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`)
})
