import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { BASE } from '../../src/http/base.js'

export interface Caller {
  who: string
  token: string
}

/** As much of an answer as is read here. */
interface Answered {
  id: string
  accessToken: string
  items: { id: string; code: string }[]
}

async function call(
  url: string,
  token: string | undefined,
  path: string,
  body?: object,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answered> {
  const response = await fetch(`${url}${BASE}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answered // of a server of our own
}

export async function signIn(url: string, who: string): Promise<Caller> {
  const credentials = { login: `${who}@demo.test`, password: DEMO_PASSWORD }
  const { accessToken } = await call(url, undefined, '/auth/login', credentials)
  return { who, token: accessToken }
}

/** A ticket at each stage, a request and an approval; the ids of all of them. */
export async function prepareTickets(url: string, callers: readonly Caller[]): Promise<string[]> {
  const as = (who: string, path: string, body?: object, method?: string) =>
    call(url, callers.find((caller) => caller.who === who)?.token, path, body, method)
  const { items } = await as('requester', '/departments')
  const file = async (code: string, isDraft = false) => {
    const departmentId = items.find((department) => department.code === code)?.id
    const body = { title: `Fuzz ${code}`, description: 'Of a demo', departmentId, isDraft }
    const { id } = await as('requester', '/tickets', body)
    return id
  }
  const [draft, submitted, assigned, bought] = [
    await file('IT', true),
    await file('IT'),
    await file('IT'),
    await file('FIN'),
  ]
  await as('moderator', `/moderator/tickets/${assigned}/assign`, {})
  await as('requester', `/tickets/${assigned}/messages`, { body: 'Is anybody there?' })
  const asked = await as('it.head', `/tickets/${assigned}/postpone-request`, { reason: 'Later' })
  await as('moderator', `/moderator/tickets/${bought}/assign`, {})
  await as('finance.head', `/tickets/${bought}/status`, { status: 'in_progress' }, 'PATCH')
  const approval = await as('finance.head', '/approvals', { ticketId: bought, reason: 'Paper' })
  return [draft, submitted, assigned, bought, asked.id, approval.id, 'me']
}
