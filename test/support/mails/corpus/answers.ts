import { type Awkward, filed, mixed, PNG, part, plain, text } from './kit.js'

export const ANSWERS: Awkward[] = [
  {
    name: 'an answer by its thread',
    raw: plain(
      'Re: x',
      'Yes.\r\n\r\nOn 1 May 2026, Bob wrote:\r\n> Is it?',
      'In-Reply-To: <ticket-{own}@perdure>',
    ),
    isAnswer: true,
    fate: filed('Yes.\n\n[2 quoted lines folded]', { hasNot: 'Is it?' }),
  },
  {
    name: 'an answer by its number',
    raw: plain('AW: [{ownNumber}] x', 'Ja.'),
    isAnswer: true,
    fate: filed('Ja.'),
  },
  {
    name: 'an answer with a picture',
    raw: mixed('Re: [{ownNumber}]', text('this one'), part('image/png', 'b.png', PNG)),
    isAnswer: true,
    fate: filed('this one', { files: ['b.png'] }),
  },
]
