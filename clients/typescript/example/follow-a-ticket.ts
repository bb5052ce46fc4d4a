import { createPerdure, isPerdureError, take } from '../src/index.js'

/** Files a ticket with a file, and tells what happens to it until it is closed: `npx tsx clients/typescript/example/follow-a-ticket.ts`. */
const [url = 'http://127.0.0.1:3000', login = 'requester@demo.test', password = 'perdure-demo'] =
  process.argv.slice(2)
const perdure = createPerdure({ url })
const { user } = await perdure.signIn({ login, password })
const { items: departments } = await take(perdure.api.GET('/departments'))
const department = departments.find(({ code }) => code === 'IT') ?? departments[0]
if (department === undefined) throw new Error('there is no department')

const notes = new Blob(['It makes a noise.'], { type: 'text/plain' })
const key = await perdure.upload(notes, { fileName: 'notes.txt' })
const body = {
  title: 'The printer makes a noise',
  description: 'Second floor',
  departmentId: department.id,
  attachments: [key],
}
const ticket = await perdure.fileTicket(body)
process.stdout.write(`${user.firstName} filed ${ticket.number}\n`)

const claiming = perdure.api.POST('/tickets/{id}/claim', { params: { path: { id: ticket.id } } })
const refused = await take(claiming).catch((error: unknown) => error)
if (isPerdureError(refused, 'forbidden')) process.stdout.write(`${refused.message}\n`)

const { WebSocket } = await import('ws') // Node 22 and browsers have one of their own
const live = await perdure.live({ openSocket: (address) => new WebSocket(address) })
live.on('chat:message', ({ data }) =>
  process.stdout.write(`${data.author?.name ?? '—'}: ${data.body}\n`),
)
live.on('ticket:updated', ({ data }) => {
  if (data.changed.includes('status')) process.stdout.write(`${data.number} is ${data.status}\n`)
})
live.on('ticket_closed', () => live.close())
await live.enter(`ticket:${ticket.id}`)
await live.say(ticket.id, { body: 'Is anybody there?', visibility: 'public' })
