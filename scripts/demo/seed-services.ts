import { v7 as uuidv7 } from 'uuid'
import { newSurveyTemplate } from '../../src/contracts/surveys.js'
import { type Database, openDatabase, type Transaction } from '../../src/database/pool.js'
import { createResource } from '../../src/write/resources/create.js'
import { surveyTemplates } from '../../src/write/surveys/resource.js'
import type { Demo } from './demo.js'
import { planVisits } from './plan-visits.js'
import { sellCare } from './sell-care.js'

/** Something of the demo organization that is written as a whole. */
interface Service {
  /** Where one of these has a row, somebody has begun with it already, if only to delete it. */
  tables: string[]
  seed: (demo: Demo) => Promise<unknown>
}

const SERVICES: Service[] = [
  { tables: ['survey_template'], seed: askAtTheEnd },
  { tables: ['customer', 'plan'], seed: sellCare },
  { tables: ['technician', 'work_order'], seed: planVisits },
]

/**
 * What a customer of the demo organization has bought, what people are asked when a ticket is closed, and who visits whom. Each is one
 * transaction, so that a start which is killed leaves all of it or nothing, and the next one goes on.
 */
export async function seedServices({
  databaseUrl,
  slug = 'demo',
}: {
  databaseUrl: string
  slug?: string
}): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2, onError: () => undefined })
  try {
    for (const service of SERVICES) await db.transaction((one) => write(db, one, slug, service))
  } finally {
    await db.close()
  }
}

const FIND = 'SELECT id FROM organization WHERE slug = $1'
/** Of two starts at once one waits for the other, and then finds that all of it is there. */
const HOLD = 'SELECT $1::uuid AS id FROM pg_advisory_xact_lock(facts_lock_key($1::uuid))'
const PERSON = 'SELECT id FROM app_user WHERE organization_id = $1 AND email = $2'

async function write(
  db: Database,
  transaction: Transaction,
  slug: string,
  { tables, seed }: Service,
): Promise<void> {
  const query = transaction.query<{ id: string }>
  const [organization] = await query(FIND, [slug])
  if (organization === undefined) return
  const organizationId = organization.id
  await query(HOLD, [organizationId])
  for (const table of tables) {
    const text = `SELECT organization_id AS id FROM ${table} WHERE organization_id = $1 LIMIT 1`
    if ((await query(text, [organizationId])).length > 0) return
  }
  const person = async (login: string) => {
    const [found] = await query(PERSON, [organizationId, `${login}@demo.test`])
    if (found === undefined) throw new Error(`the demo has no ${login}`)
    return found.id
  }
  const actor = { kind: 'user', id: await person('admin') } as const
  const origin = { ip: null, userAgent: null }
  const author = { organizationId, actor, origin, workId: uuidv7() }
  await seed({ db: { ...db, transaction: (work) => work(transaction) }, author, person })
}

function askAtTheEnd({ db, author }: Demo): Promise<unknown> {
  const given = newSurveyTemplate.parse({
    name: 'How was it?',
    trigger: 'closed',
    delay: 'PT0S',
    expiresAfter: 'P14D',
    reminderAfter: 'P4D',
    questions: [
      { id: 'satisfaction', kind: 'rating', text: 'How content are you?', required: true },
      { id: 'recommend', kind: 'nps', text: 'Would you recommend us to a colleague?' },
      { id: 'why', kind: 'text', text: 'What could we do better?' },
    ],
  })
  return createResource(db, author, surveyTemplates, { id: uuidv7(), given })
}
