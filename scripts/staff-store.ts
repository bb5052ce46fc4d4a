import { parseArgs } from 'node:util'
import { startStaffStore } from './local/staff-store/server.js'

/** A staff store to try with: `npm run staff-store -- --people 5000 --port 4100`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    people: { type: 'string', default: '250' },
    key: { type: 'string' },
  },
})
const store = await startStaffStore({
  port: Number(values.port),
  people: Number(values.people),
  ...(values.key === undefined ? {} : { apiKey: values.key }),
})
process.stdout.write(
  `${values.people} people at ${store.url}/sms/users; what goes wrong: PUT ${store.url}/faults\n`,
)
process.send?.('ready')
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void store.stop().then(() => process.exit(0)))
}
