import { readPhoneNumber } from '../../src/domain/phone.js'
import {
  describeOrReport,
  linkToTicket,
} from '../../src/domain/ticket/outcome/describe-notification.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Texter, TextMessage } from '../ports.js'
import type { Carrier, Wording } from './carrier.js'
import type { LetterItem } from './letters.js'

export function carryBySms(texter: Texter, wording: Wording): Carrier {
  return async (_db, letterId, letter) => {
    if (letter.kind !== 'tickets') return 'gone' // what is told of an account goes by mail
    const [item] = letter.items
    const to = readPhoneNumber(item.phone)
    if (to === undefined) return 'no_number'
    await texter.send(renderText(letterId, to, item, wording))
    return undefined
  }
}

/** The number, what it is about, and where it leads: it passes through other hands, and so quotes nobody. */
function renderText(
  id: string,
  to: string,
  { facts, reader, timezone, language }: LetterItem,
  { publicUrl, report }: Wording,
): TextMessage {
  const say = createSay(timezone, language)
  const description = describeOrReport(facts, reader, say, report)
  const link = linkToTicket(description, publicUrl, facts.number)
  const said = `[${facts.number}] ${description.title}`
  return { id, to, text: link === null ? said : `${said}: ${link}` }
}
