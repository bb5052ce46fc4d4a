import { describe, expect, it } from 'vitest'
import { draftFromTicket } from '../../../src/domain/kb/draft-from-ticket.js'
import { leaveOutPeople } from '../../../src/domain/kb/leave-out-people.js'

const MARIA = {
  firstName: 'María',
  lastName: 'von Soto-Lang',
  email: 'm.soto@demo.test',
  employeeCode: 'E1042',
  phone: '+49 30 1234567',
}
const WANG = {
  ...{ firstName: '小明', lastName: '王', email: 'x@demo.test' },
  ...{ employeeCode: 'E7', phone: null },
}

const CASES: [text: string, left: string][] = [
  ['María has no toner', '… has no toner'],
  ['maria and MARIA', '… and …'],
  ['Maria von Soto-Lang called', '… von … called'],
  ['It is Maria’s printer, and Soto-Langs desk', 'It is … printer, and … desk'],
  ['Ask Maria. Then wait', 'Ask …. Then wait'],
  ['@maria or @m.soto', '… or …'],
  ['Mail m.soto@demo.test, or bob@other.example.', 'Mail …, or ….'],
  ['Call +49 30 1234567 or 030/123 45 67', 'Call … or …'],
  ['Call 1234567', 'Call …'],
  ['Call (0171) 555-0199 now', 'Call … now'],
  ['Of 123456 and 2026-11-23', 'Of 123456 and 2026-11-23'],
  ['At 010.000.000.001, on 01.02.2026', 'At 010.000.000.001, on 01.02.2026'],
  ['Error 0x80070005 of KB5034441', 'Error 0x80070005 of KB5034441'],
  ['Badge E1042', 'Badge …'],
  ['Marianne and the van stay', 'Marianne and the van stay'],
  ['打印机王小明坏了', '打印机…坏了'],
  ['Room 0 12 3', 'Room 0 12 3'],
]

describe('a draft from a ticket', () => {
  it.each(CASES)('leaves out who it was: %s', (text, left) => {
    expect(leaveOutPeople(text, [MARIA, WANG])).toBe(left)
  })
  it.each(['a.', "a'", '1.', 'a_', 'a@', '0 0.'])(
    'takes no longer for a text of nothing but %s',
    (part) => {
      const begun = performance.now()
      leaveOutPeople(part.repeat(15_000), [MARIA])
      expect(performance.now() - begun).toBeLessThan(800) // with its square it took two seconds
    },
  )
  it('says what was asked and what has answered it', () => {
    const ticket = {
      number: 'IT-7',
      title: 'Printer of Maria',
      description: ' No toner for Maria ',
    }
    expect(draftFromTicket({ ...ticket, completionNotes: 'Drum 2 changed' }, [MARIA])).toEqual({
      title: 'Printer of',
      body: 'No toner for …\n\n---\n\nDrum 2 changed',
    })
  })
  it('is named by its number where nothing else is left of its title', () => {
    const ticket = { number: 'IT-7', title: 'María', description: '', completionNotes: 'Done' }
    expect(draftFromTicket(ticket, [MARIA])).toEqual({ title: 'IT-7', body: 'Done' })
  })
})
