import { describe, expect, it } from 'vitest'
import { countSlips, listSlips, mayBeMistyped } from '../../../src/domain/kb/near-words.js'
import {
  dropIdle,
  type KnownWord,
  listMistyped,
  listWholes,
  planTerms,
  readTyped,
  sayMeant,
  trustSlips,
} from '../../../src/domain/kb/search-plan.js'
import { cutSnippet, escapeHtml } from '../../../src/domain/kb/snippet.js'
import { listWords, weighWords } from '../../../src/domain/kb/weigh-words.js'
import {
  chooseDictionary,
  foldWord,
  joinCompounds,
  joinNeighbours,
  splitWords,
} from '../../../src/domain/kb/words.js'

describe('the words of a text', () => {
  it('are in small letters, without what stands between, and cut where nobody types on', () => {
    expect(splitWords('Wi-Fi: Größe 2×, a\u0301!')).toEqual(['wi', 'fi', 'größe', '2', 'á'])
    expect(splitWords('x'.repeat(99))).toEqual(['x'.repeat(40)])
    expect(['größe', 'Straße', 'café'].map(foldWord)).toEqual(['grosse', 'Strasse', 'cafe'])
  })
  it('are found as swiftly in a key of thousands of letters', () => {
    const begun = performance.now()
    expect(joinCompounds('a'.repeat(60_000))).toEqual([])
    expect(performance.now() - begun).toBeLessThan(500) // with its square it took ten seconds
  })
  it('are one where hyphens join them, or whoever searches leaves gaps', () => {
    expect(joinCompounds('An out-of-office reply by Wi-Fi - or not')).toEqual([
      ...['outofoffice', 'wifi'],
    ])
    expect(joinNeighbours(['gäste', 'w', 'lan']).map(({ whole }) => whole)).toEqual([
      ...['gastew', 'gastewlan', 'wlan'],
    ])
  })
  it('are stemmed by the dictionary of their language, if there is one', () => {
    expect(['de-AT', 'en', 'xx', ''].map(chooseDictionary)).toEqual([
      ...['german_stem', 'english_stem', 'simple', 'simple'],
    ])
  })
})

describe('what an article is found by', () => {
  const wording = {
    title: 'The paper jam of printers',
    summary: 'Printer stuck',
    keywords: ['Drucker'],
    tags: ['office'],
    words: 'Open the printer, printer, printer. Pull gently.',
  }
  const stems = new Map(listWords(wording).map((word) => [word, word.replace(/s$/, '')]))
  stems.delete('the')
  const found = weighWords(wording, stems)
  const impact = (lexeme: string) => found.find((one) => one.lexeme === lexeme)?.impact ?? 0
  it('weighs title over keywords over summary over body', () => {
    const order = ['printer', 'jam', 'drucker', 'stuck', 'gently']
    const impacts = order.map(impact)
    expect(impacts).toEqual([...impacts].sort((one, other) => other - one))
    expect(new Set(impacts).size).toBe(order.length)
    expect(impact('the')).toBe(0)
    expect(found.find(({ lexeme }) => lexeme === 'printer')?.words).toEqual(['printers', 'printer'])
  })
  it('has what hyphens join as one word, too', () => {
    const joined = weighWords({ ...wording, title: 'Wi-Fi' }, new Map([['wifi', 'wifi']]))
    expect(joined.map(({ words }) => words)).toEqual([['wifi']])
  })
  it('says the more of a title’s words the fewer they are, and needs no summary', () => {
    const short = weighWords({ ...wording, title: 'Jam', summary: null }, stems)
    expect(short.find(({ lexeme }) => lexeme === 'jam')?.impact).toBeGreaterThan(impact('jam'))
  })
})

describe('a slip of the keyboard', () => {
  it('is a letter too few, too many, wrong or turned', () => {
    const slips = listSlips('mail')
    for (const slip of ['mai', 'mails', 'maul', 'mial']) expect(slips).toContain(slip)
    expect(slips).not.toContain('mail')
  })
  it('is one in a short word and two in a long one', () => {
    expect(countSlips('mial', 'mail')).toBe(1)
    expect(countSlips('moal', 'mayl')).toBeUndefined()
    expect(countSlips('mail', 'mailing')).toBeUndefined()
    expect(countSlips('passwrod', 'password')).toBe(1)
    expect(countSlips('pasword', 'passwort')).toBe(2)
  })
  it('is looked for in words of four letters and more, not in numbers', () => {
    expect(['vpn', 'wlan', '2024', 'x'.repeat(25)].map(mayBeMistyped)).toEqual([
      ...[false, true, false, false],
    ])
  })
})

describe('the plan of a search', () => {
  it('takes each word once, the last as a beginning while nothing follows it', () => {
    expect(readTyped('Printer jam printer').map(({ word }) => word)).toEqual(['jam', 'printer'])
    expect(readTyped('one two three', 2)).toHaveLength(2)
    const begun = (query: string) => readTyped(query).at(-1)?.isBegun
    expect([begun('print'), begun('print '), begun('pr'), begun('')]).toEqual([
      ...[true, false, false, undefined],
    ])
  })
  it('takes a long word for the beginning of its other forms, wherever it stands', () => {
    const two = readTyped('forgot it ')
    expect(two.map(({ isBegun }) => isBegun)).toEqual([true, false])
    const forms: KnownWord[] = ['forgotten', 'forgotful', 'forgottenness'].map((word) => ({
      ...{ n: 0, how: 'begun' as const, word, lexeme: word },
    }))
    expect(planTerms(two, forms).map(({ lexeme }) => lexeme)).toEqual(['forgotten', 'forgotful'])
  })
  it('looks for words that stand side by side as one, for each of them', () => {
    const side = readTyped('set wi fi up')
    expect(listWholes('wi fi', readTyped('wi fi '))).toEqual([
      { n: 0, whole: 'wifi' },
      { n: 1, whole: 'wifi' },
    ])
    expect(listWholes('a b c', readTyped('c '))).toEqual([
      { n: 0, whole: 'abc' },
      { n: 0, whole: 'bc' },
    ])
    const wholes: KnownWord[] = [{ n: 1, how: 'whole', word: 'wifi', lexeme: 'wifi' }]
    expect(planTerms(side, wholes)).toEqual([{ n: 1, lexeme: 'wifi', factor: 1.5 }])
  })
  it('passes over what says nothing, unless that is all', () => {
    const words = (query: string) =>
      dropIdle(readTyped(query), new Set(['the', 'to'])).map(({ word }) => word)
    expect(words('to the printer')).toEqual(['printer'])
    expect(words('to the')).toEqual(['to', 'the'])
  })
  const typed = readTyped('pasword reset')
  const known: KnownWord[] = [
    { n: 1, how: 'same', word: 'reset', lexeme: 'reset' },
    { n: 1, how: 'begun', word: 'resets', lexeme: 'reset' },
    { n: 1, how: 'begun', word: 'resetting', lexeme: 'resett' },
  ]
  const alike: KnownWord[] = ['password', 'passport', 'massword', 'paradise'].map((word) => ({
    ...{ n: 0, how: 'alike' as const, word, lexeme: word },
  }))
  it('looks for what is meant where a word is nowhere', () => {
    expect(listMistyped(typed, known)).toEqual([{ n: 0, folded: 'pasword' }])
    expect(listMistyped(readTyped('vpn'), [])).toEqual([])
    const terms = planTerms(typed, [...known, ...alike])
    expect(terms.map(({ n, lexeme, factor }) => [n, lexeme, factor])).toEqual([
      [0, 'password', 0.6],
      [0, 'massword', 0.24],
      [1, 'reset', 1],
      [1, 'resett', 0.7],
    ])
  })
  it('says what was probably meant, of what was found, in the words around it', () => {
    const terms = planTerms(typed, [...known, ...alike])
    const say = (found: Record<string, number>) =>
      sayMeant('Pasword, reset it', typed, terms, found)
    expect(say({ password: 1, massword: 9, reset: 3 })).toBe('password, reset it')
    expect(say({ massword: 9 })).toBe('massword, reset it')
    expect(say({ reset: 1 })).toBeUndefined()
    const equal: KnownWord[] = ['wlan', 'clan'].map((word) => ({
      ...{ n: 0, how: 'alike' as const, word, lexeme: word },
    }))
    const two = readTyped('vlan')
    const both = planTerms(two, equal)
    expect(sayMeant('vlan', two, both, { wlan: 1, clan: 2 })).toBe('clan')
  })
  it('looks for what was probably meant as if it had been typed', () => {
    const terms = planTerms(typed, [...known, ...alike])
    const slips = terms.filter(({ meant }) => meant !== undefined)
    expect(slips.every(({ factor }) => factor < 1)).toBe(true)
    const trusted = trustSlips(terms)
    expect(trusted.find(({ meant }) => meant === 'password')?.factor).toBe(1)
    expect(trusted.filter(({ meant }) => meant === undefined)).toEqual(
      terms.filter(({ meant }) => meant === undefined),
    )
  })
})

describe('a snippet', () => {
  const marked = new Set(['printer', 'jam'])
  it('marks what was found, and shows all else as text', () => {
    expect(cutSnippet('A <b>Printer</b> & a "jam\'s"', marked)).toBe(
      'A &lt;b&gt;<mark>Printer</mark>&lt;/b&gt; &amp; a &quot;<mark>jam</mark>&#39;s&quot;',
    )
    expect(escapeHtml('<>')).toBe('&lt;&gt;')
  })
  it('is the part with most of the words, between gaps', () => {
    const text = `printer ${'x '.repeat(300)}a jam of a printer ${'y '.repeat(300)}`
    const snippet = cutSnippet(text, marked)
    expect(snippet).toMatch(/^… x .* a <mark>jam<\/mark> of a <mark>printer<\/mark> y .* y …$/)
    expect(cutSnippet('nothing', marked)).toBe('nothing')
  })
  it('is cut within a text that has no gaps', () => {
    const snippet = cutSnippet(`${'x'.repeat(300)} jam ${'y'.repeat(300)}`, marked)
    expect(snippet).toContain('<mark>jam</mark>')
    expect(cutSnippet('z'.repeat(300), marked)).toBe(`${'z'.repeat(200)} …`)
    expect(cutSnippet(`${'x '.repeat(90)}${'w'.repeat(90)}-jam`, marked)).toContain('jam')
  })
})
