import { type Awkward, filed, html, lines, PNG, part, text, write } from './kit.js'

export const PAGES: Awkward[] = [
  {
    name: 'HTML alone',
    raw: html('Page', '<p>Hello <b>there</b></p><script>alert(1)</script>'),
    fate: filed('Hello there', { hasNot: /alert|<b>/ }),
  },
  {
    name: 'HTML with handlers and data',
    raw: html(
      'Page',
      '<img src=x onerror=alert(1)><a href="javascript:alert(2)">go</a><iframe srcdoc="x"></iframe>words',
    ),
    fate: filed('words', { hasNot: /onerror|<iframe|<img/ }),
  },
  {
    name: 'HTML in an alternative of one',
    raw: write(
      ['Subject: Alone', 'Content-Type: multipart/alternative; boundary="b"'],
      lines('--b', 'Content-Type: text/html; charset=utf-8', '', '<div>only a page</div>', '--b--'),
    ),
    fate: filed('only a page'),
  },
  {
    name: 'HTML beside text',
    raw: write(
      ['Subject: Both', 'Content-Type: multipart/alternative; boundary="b"'],
      lines(
        '--b',
        text('the text'),
        '--b',
        'Content-Type: text/html',
        '',
        '<p>the page</p>',
        '--b--',
      ),
    ),
    fate: filed('the text', { hasNot: 'the page' }),
  },
  {
    name: 'HTML that is nested 5,000 deep',
    raw: html('Deep', `${'<div>'.repeat(5_000)}words${'</div>'.repeat(5_000)}`),
    fate: filed(),
  },
  {
    name: 'a picture in the text',
    raw: write(
      ['Subject: Inline', 'Content-Type: multipart/related; boundary="b"'],
      lines(
        '--b',
        'Content-Type: text/html',
        '',
        '<p>look</p><img src="cid:pic@x">',
        '--b',
        part('image/png', 'pic.png', PNG, 'inline'),
        '--b--',
      ),
    ),
    fate: filed('look', { files: ['pic.png'] }),
  },
]
