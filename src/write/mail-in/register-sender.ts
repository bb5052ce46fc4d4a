import { randomInt } from 'node:crypto'
import type { Database } from '../../database/pool.js'
import { ACCOUNT_NEWS } from '../../domain/people/account-news.js'
import { EMPLOYEE_CODES, formatEmployeeCode } from '../../domain/people/employee-code.js'
import { cut, oneLine } from '../../domain/text.js'
import { BY_MAIL } from './deps.js'

interface Unknown {
  organizationId: string
  id: string
  address: string
  name: string
}

/** A code that somebody has is drawn again. */
const MOST_DRAWS = 5
const MOST_NAME = 100
/** Whoever wrote may be anybody: the admins hear of it, and that address does not. */
const NEWS = [
  { type: 'registration_pending', to: 'admins', by: ACCOUNT_NEWS.kinds.registration_pending.by },
]

/** Registers whoever wrote a mail, without a password: an admin decides. Harmless to repeat: an address is registered once. */
export async function registerSender(
  db: Database,
  { organizationId, id, address, name }: Unknown,
): Promise<void> {
  const [firstName = '', ...rest] = (oneLine(name) || address.split('@', 1).join('')).split(' ')
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const { kind } = await db.call<{ kind: string }>('register_account', {
      ...{ organizationId, id, email: address, passwordHash: null, origin: BY_MAIL, news: NEWS },
      firstName: cut(firstName, MOST_NAME),
      lastName: cut(rest.join(' '), MOST_NAME),
      employeeCode: formatEmployeeCode(randomInt(EMPLOYEE_CODES)),
    })
    if (kind !== 'code_taken') return
  }
  throw new Error('no employee code was free')
}
