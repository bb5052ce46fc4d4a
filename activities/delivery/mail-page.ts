/** The HTML part of a mail: no scripts, no pictures but those that come with it, nothing from elsewhere. All values are escaped. */
export const MAIL_PAGE = `<!doctype html>
<html lang="<%= it.language %>">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px 8px;background:#f4f5f7;color:#1f2933;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;overflow-wrap:anywhere">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e4e7eb;border-radius:8px">
<p style="margin:0 0 20px"><%= it.greeting %></p>
<% for (const [n, entry] of it.entries.entries()) { %><div style="margin:0 0 24px<%= n > 0 ? ';padding:24px 0 0;border-top:1px solid #e4e7eb' : '' %>">
<p style="margin:0;font-size:18px;line-height:1.35;font-weight:600"><%= entry.title %></p>
<p style="margin:2px 0 12px;color:#52606d"><%= entry.ticket %></p>
<p style="margin:0 0 12px"><%= entry.what %></p>
<% if (entry.picture) { %><p style="margin:0 0 12px"><img src="cid:<%= entry.picture.cid %>" alt="<%= entry.picture.text %>" width="560" style="display:block;width:100%;height:auto;border:0"></p>
<% } %><% for (const quote of entry.quotes) { %><p style="margin:0;font-size:14px;color:#52606d"><%= quote.label %></p>
<blockquote style="margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #cbd2d9;white-space:pre-line"><%= quote.text %></blockquote>
<% } %><% if (entry.scale) { %><p style="margin:0 0 8px;font-weight:600"><%= entry.scale.text %></p>
<p style="margin:0 0 12px"><% for (const step of entry.scale.steps) { %><a href="<%= step.link %>" style="display:inline-block;min-width:20px;margin:0 4px 6px 0;padding:8px 10px;border:1px solid #1d4f91;border-radius:6px;color:#1d4f91;text-align:center;text-decoration:none;font-weight:600"><%= step.label %></a> <% } %></p>
<% } %><% if (entry.expected !== null) { %><p style="margin:0 0 12px;font-weight:600"><%= entry.expected %></p>
<% } %><% if (entry.link !== null) { %><p style="margin:16px 0 0"><a href="<%= entry.link %>" style="display:inline-block;padding:8px 16px;background:#1d4f91;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600"><%= entry.open %></a></p>
<% } %></div>
<% } %><p style="margin:0;padding:16px 0 0;border-top:1px solid #e4e7eb;font-size:14px;color:#52606d"><%= it.organization %></p>
</div>
</body>
</html>
`
