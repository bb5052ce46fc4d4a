import { Eta } from 'eta'
import { notificationText } from '../../src/domain/ticket/outcome/notification-text.js'
import type { Mail } from '../ports.js'

export interface PendingMail {
  id: string
  organization_id: string
  kind: 'mail' | 'digest'
  type: string
  to: string
  first_name: string
  ticket_id: string
  number: string
  title: string
}

const eta = new Eta({ autoEscape: true })
const HTML = `<p>Hello <%= it.name %>,</p>
<ul><% for (const line of it.lines) { %><li><%= line.sentence %>: <b><%= line.number %></b> <%= line.title %></li><% } %></ul>
<p><%= it.organization %></p>`

/** One mail of one item, or a moderator's digest of several. */
export function renderMail(
  items: readonly [PendingMail, ...PendingMail[]],
  organization: string,
): Mail {
  const [first] = items
  const lines = items.map(({ type, number, title }) => ({
    sentence: notificationText(type),
    number,
    title,
  }))
  const numbers = [...new Set(items.map(({ number }) => number))]
  const sentence = items.length === 1 ? notificationText(first.type) : `${items.length} messages`
  const shown = numbers.length > 5 ? `${numbers.slice(0, 5).join(', ')}, …` : numbers.join(', ')
  const thread = `<ticket-${first.ticket_id}@perdure>`
  return {
    id: first.id,
    organizationId: first.organization_id,
    to: first.to,
    subject: `[${shown}] ${sentence}`,
    text: `Hello ${first.first_name},\n\n${lines.map((line) => `- ${line.sentence}: ${line.number} ${line.title}`).join('\n')}\n\n${organization}\n`,
    html: eta.renderString(HTML, { name: first.first_name, lines, organization }),
    headers: {
      'Message-ID': `<${first.id}@perdure>`,
      ...(numbers.length === 1 ? { References: thread, 'In-Reply-To': thread } : {}),
    },
  }
}
