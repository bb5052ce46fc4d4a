import { describe, expect, it } from 'vitest'
import { readIntent } from '../../../src/domain/chatbot/intent.js'

describe('what somebody wants', () => {
  it.each([
    'Where is my ticket?',
    'What’s the status of my last ticket',
    'what about my request?',
    'Wo ist mein Ticket?',
    'Wie ist der Stand meiner Anfrage?',
    'Was ist mit meinem Ticket',
  ])('is where their tickets are: %s', (text) =>
    expect(readIntent(text)).toEqual({ kind: 'ticket_status', numbers: [] }),
  )
  it('is where the ticket of a number is', () => {
    for (const text of ['Where is t-12?', 'T-12', 'Status T-12 and T-12'])
      expect(readIntent(text)).toEqual({ kind: 'ticket_status', numbers: ['T-12'] })
    expect(readIntent('The cable of T-12 burns').kind).toBe('question')
  })
  it.each([
    'I want to talk to a real person',
    'Can I speak with somebody?',
    'Please connect me to a human agent',
    'Hand me over to one of your colleagues',
    'Ich möchte mit einem Menschen sprechen',
    'Gibt es hier einen echten Menschen?',
  ])('is a person: %s', (text) => expect(readIntent(text).kind).toBe('person'))
  it.each([
    'How do I reset my password?',
    'My ticket for the train is lost',
    'Wie drucke ich?',
    'How do I connect to the VPN agent?',
    'Who can talk the scanner into working with the backup agent?',
  ])('is an answer: %s', (text) => expect(readIntent(text).kind).toBe('question'))
})
