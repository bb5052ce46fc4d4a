import { type Awkward, filed, plain, write } from './kit.js'

export const STRANGERS: Awkward[] = [
  {
    name: 'somebody unknown',
    raw: plain('Hello', 'x').replace('{from}', 'stranger@example.org'),
    fate: { status: 'queued', why: 'unknown_sender' },
  },
  {
    name: 'no sender',
    raw: plain('Hello', 'nobody').replace('From: Ann <{from}>\r\n', ''),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'two senders',
    raw: plain('Hello', 'two').replace('From: Ann <{from}>', 'From: {from}, other@example.org'),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'two lines of senders',
    raw: plain('Hello', 'two').replace(
      'From: Ann <{from}>',
      'From: other@example.org\r\nFrom: {from}',
    ),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'a line of two senders',
    raw: plain('Hello', 'two').replace('From: Ann <{from}>', 'From: <{from}> <other@example.org>'),
    fate: { status: 'queued', why: 'no_sender' },
  },
  {
    name: 'a sender with another in quotes',
    raw: plain('Hello', 'one').replace('Ann <{from}>', '"Ann <other@example.org>" <{from}>'),
    fate: filed('one'),
  },
  {
    name: 'NULs in its head',
    raw: write(
      ['Subject: =?utf-8?q?a=00b?=', 'References: <a\0b@x>'],
      'with NULs',
      '<a\0b@x>',
    ).replace('Ann <', '=?utf-8?q?A=00nn?= <'),
    fate: filed('with NULs'),
  },
  {
    name: 'a domain that disowns it, by the second program of the relay',
    raw: plain(
      'Hello',
      'x',
      'Authentication-Results: mx; dkim=pass',
      'Authentication-Results: mx; dmarc=fail',
    ),
    fate: { status: 'queued', why: 'forged' },
  },
  {
    name: 'a domain that disowns it',
    raw: plain('Hello', 'x', 'Authentication-Results: mx; dmarc=fail'),
    fate: { status: 'queued', why: 'forged' },
  },
  {
    name: 'a forged reference',
    raw: plain('Re: x', 'let me in', 'References: <ticket-{foreign}@perdure>'),
    fate: { status: 'queued', why: 'not_participant' },
  },
  {
    name: 'a forged number',
    raw: plain('Re: [{number}] x', 'let me in'),
    fate: { status: 'queued', why: 'not_participant' },
  },
  { name: 'a number of no ticket', raw: plain('[T-99999] x', 'words'), fate: filed('words') },
]
