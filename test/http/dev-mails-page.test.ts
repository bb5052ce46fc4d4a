import { expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const keep = async (subject: string, html: string) =>
  world.db.query(
    `INSERT INTO dev_mail (id, organization_id, "to", subject, text, html, headers, at)
     VALUES (uuidv7(), $1, 'rosa@demo.test', $2, 'plain <b>', $3, '{"References": "<t@perdure>"}', now())`,
    [await world.organizationId(), subject, html],
  )
const get = (accept?: string, query = '') =>
  world.app.request(`/dev/mails${query}`, accept === undefined ? {} : { headers: { accept } })

it('shows mails to programs as JSON, whatever else they take', async () => {
  await keep('[T-1] A', '<p>x</p>')
  for (const accept of [
    undefined,
    '*/*',
    'application/json',
    'application/json, text/html;q=0.5',
  ]) {
    const answer = await get(accept)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(((await answer.json()) as { items: object[] }).items).toMatchObject([
      { subject: '[T-1] A' },
    ])
  }
})

it('shows them to browsers as a page of its own policy, each in a frame that may do nothing', async () => {
  await keep('[T-2] <script>alert(1)</script>', `<p title="'">"Hi" &amp; bye</p>`)
  const answer = await get(BROWSER)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8')
  expect(answer.headers.get('vary')).toContain('Accept')
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'.*frame-ancestors 'none'$/,
  )
  const page = await answer.text()
  expect(page).not.toContain('<script')
  expect(page).toContain('[T-2] &lt;script&gt;')
  expect(page).toContain('plain &lt;b&gt;')
  expect(page).toContain('References: &lt;t@perdure&gt;')
  expect(page).toMatch(
    /<iframe sandbox=""[^>]*srcdoc="&lt;p title=&quot;&#39;&quot;&gt;&quot;Hi&quot; &amp;amp; bye&lt;\/p&gt;">/,
  )
})

it('turns its pages, keeps to whom they went, and says when there is none', async () => {
  const first = await (await get(BROWSER, '?limit=1&to=rosa@demo.test')).text()
  const [, older] = /<a href="(\?[^"]+)">Older/.exec(first) ?? []
  expect(older).toContain('to=rosa%40demo.test')
  expect(await (await get(BROWSER, older?.replaceAll('&amp;', '&'))).text()).toContain('[T-1] A')
  expect(await (await get(BROWSER, '?to=nobody')).text()).toContain('No mail has left yet.')
})
