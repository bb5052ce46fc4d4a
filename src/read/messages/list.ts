import type { MessageQuery, MessageView } from '../../contracts/messages.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { requireChat } from '../../domain/access/chat.js'
import { refuse } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { MESSAGE_COLUMNS, MESSAGES, presentMessage, READABLE } from './present.js'

interface MessageFilter extends PageArguments {
  sort: MessageQuery['sort']
  version?: number | undefined
}

/** The messages of one version of the ticket that this person may read. */
export async function listMessages(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
  { version = state.version, sort, ...page }: MessageFilter,
): Promise<Page<MessageView>> {
  const access = requireChat(state, viewer)
  if (version !== state.version && !access.archives) {
    refuse('forbidden', 'Messages of earlier versions are for moderators and admins.')
  }
  return paginate(
    db,
    {
      order: { ...orderById('m.id', sort === 'at' ? 'ASC' : 'DESC'), name: sort },
      select: MESSAGE_COLUMNS,
      weight: 'octet_length(m.body)',
      from: `${MESSAGES} ${READABLE}`,
      values: [state.id, version, access.from, access.internal],
      view: presentMessage,
    },
    page,
  )
}
