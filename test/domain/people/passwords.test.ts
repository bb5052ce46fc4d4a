import { describe, expect, it } from 'vitest'
import { COMMON_WORDS } from '../../../src/domain/people/common-words.js'
import { refusePassword } from '../../../src/domain/people/passwords.js'

const OWN = ['rosa.requester@demo.test', 'Rosa', 'Requester', 'Demo Ltd']
const findFault = (password: string) => refusePassword(password, OWN)?.details?.password

describe('a password', () => {
  it('has 12 to 128 characters, counted as people count them', () => {
    expect(findFault('🐎 stallion 🐎')).toBeUndefined()
    expect(findFault('🐎 stallio 🐎')).toEqual(['needs 12 characters or more'])
    const long = 'to be or not to be '.repeat(8)
    expect(findFault(long.slice(0, 128))).toBeUndefined()
    expect(findFault(long.slice(0, 129))).toEqual(['must be at most 128 characters'])
    expect(findFault('')).toEqual(['needs 12 characters or more'])
  })
  it.each(
    `password1234 passwordpassword Password123! P@ssw0rd2024 p4$$w0rd!!!! qwertyuiop12 qwerty123456 1qaz2wsx3edc 1q2w3e4r5t6y
    q1w2e3r4t5y6 123456789012 000000000000 123123123123 112233445566 qazwsxedcrfv zaq12wsxcde3 asdfghjkl123 zxcvbnm12345
    iloveyou1234 iloveyouiloveyou liverpool123 manchesterunited administrator counterstrike jesuslovesme motherfucker basketball23
    letmein12345 football2024 michael12345 sunshine1234 superman1234 starwars1977 welcome12345 Welcome@2024! changeme1234
    abcdefghijkl abcabcabcabc aaaaaaaaaaaa a1b2c3d4e5f6 qweqweqweqwe qweasdzxc123 qwertyytrewq 123456654321 123456789qwe
    q123456789012 111222333444 31415926535897 trustno1trustno1 spiderman123! december2024 Summer2024!! charlie12345 christopher1
    international unbelievable motherlode12 drowssap4321 perdure-perdure`.split(/\s+/),
  )('that many have is refused: %s', (password) => {
    expect(findFault(password)).toEqual(['is among the first that are guessed'])
  })
  it.each(['requester2024', 'Rosa-Requester', 'rosa.rosa.rosa', 'demodemodemo!!'])(
    'that says who its owner is is refused: %s',
    (password) => expect(findFault(password)).toBeDefined(),
  )
  it.each([
    'correct horse battery',
    'Sturdy-Horse-42',
    'a new pass phrase of mine',
    'tr0ub4dor&3xyz',
    'kLm9!pQx2vRt',
    'ещё один пароль',
    'dragon eats monkeys',
    'perdure-demo-for-all',
  ])('of one’s own is taken: %s', (password) => expect(findFault(password)).toBeUndefined())
  it('is named by the member that it was sent as', () => {
    expect(refusePassword('short', [], 'newPassword')?.details).toHaveProperty('newPassword')
  })
})

it('thousands of common ones are refused: each word with what people add to it', () => {
  const endings = [
    '123',
    '1234',
    '12345',
    '123456',
    '1!',
    '2024',
    '2025',
    '007',
    '!!',
    'abc',
    '1',
    '99',
  ]
  const made = [...COMMON_WORDS].flatMap((word) => endings.map((end) => `${word}${end}`))
  const long = [...new Set(made)].filter((password) => password.length >= 12)
  expect(long.length).toBeGreaterThan(3_000)
  expect(long.filter((password) => refusePassword(password, []) === undefined)).toEqual([])
})
