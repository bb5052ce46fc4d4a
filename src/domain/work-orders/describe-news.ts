import { fillPlaceholders } from '../automation/placeholders.js'
import { oneLine } from '../text.js'
import type { Description } from '../ticket/outcome/describe-notification.js'
import type { Say } from '../ticket/outcome/say.js'
import type { WorkOrderFacts, WorkOrderNewsType } from './news.js'

/** News of a work order in words. */
export function describeWorkOrderNews(
  type: WorkOrderNewsType,
  { number, title, text }: WorkOrderFacts,
  { phrases }: Pick<Say, 'phrases'>,
): Description {
  const values = { 'work_order.number': number, 'work_order.title': title }
  return {
    title: phrases.workOrders.titles[type],
    ticket: oneLine(`${number} · ${title}`),
    isVisible: true,
    what: phrases.hasNews(phrases.actors.system),
    quotes: [{ label: phrases.labels.message, text: fillPlaceholders(text, values) }],
    expected: null,
  }
}
