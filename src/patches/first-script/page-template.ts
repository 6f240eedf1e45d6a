/**
 * The frame of every page, in the template language of Docusaurus. It differs from Docusaurus' own
 * in seven things:
 *
 * - The scripts of the application stand in the page without running, for `src/patches/first-script/` to
 *   start when a reader needs them. Their type is none that a browser runs or fetches. The one that
 *   begins comes last: what it would ask for next is there by then.
 * - The drawing of the theme's icon for links to other sites is left out, for no link shows it.
 * - So are the links to the languages of a page and its locale, for there is one language, and the picture for one
 *   network that takes the picture for all.
 * - So is the way to a page for search engines where it has no step but the page itself.
 * - So is the name of the generator, which nothing reads.
 * - So is the script that makes attributes of a query (`?docusaurus-data-…`), for nothing here reads them.
 */
export const pageTemplate = `
<!DOCTYPE html>
<html <%~ it.htmlAttributes %>>
  <head>
    <meta charset="UTF-8">
    <% it.metaAttributes.forEach((metaAttribute) => { %>
      <%~ metaAttribute.replace(/<link[^>]* hreflang=[^>]*>|<meta[^>]*(?:og:locale|twitter:image)[^>]*>|<script[^>]*ld\\+json(?:(?!"position":2)[^<])*<.script>/gi, '') %>
    <% }); %>
    <%~ it.headTags %>
    <% it.stylesheets.forEach((stylesheet) => { %>
      <link rel="stylesheet" href="<%= it.baseUrl %><%= stylesheet %>">
    <% }); %>
    <% [...it.scripts].sort((a, b) => /\\/main\\./.test(a) - /\\/main\\./.test(b)).forEach((script) => { %>
      <script type="text/plain" data-app src="<%= it.baseUrl %><%= script %>"></script>
    <% }); %>
  </head>
  <body <%~ it.bodyAttributes %>>
    <%~ it.preBodyTags.replace(/<svg [^]*?<\\/svg>/, '').replace(/\\(function\\(\\) \\{\\s*try \\{\\s*const entries[^]*?\\}\\)\\(\\);/, '') %>
    <div id="__docusaurus"><%~ it.appHtml %></div>
    <%~ it.postBodyTags %>
  </body>
</html>
`;
