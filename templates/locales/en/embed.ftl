# On other people's pages: the frame, the element, the picture, the badge, and the page that makes snippets for them.

embed-title = { $name } status

embed-put = Put this on your site
embed-builder-title = { $name } on your site
embed-builder-lead = Show on your own page how { $name } is doing right now. Free, without cookies, and your visitors are not tracked.
embed-back = Back to { $name }

embed-theme = Colours
embed-theme-auto = Automatic
embed-theme-light = Light
embed-theme-dark = Dark
embed-size = Size
embed-size-full = With map
embed-size-compact = Small, without map
embed-country = Map
embed-country-world = World
embed-language = Language
embed-language-auto = The visitor’s
embed-label = Label of the badge
embed-update = Update

embed-preview = Preview
embed-frame = Frame
embed-frame-about = Works everywhere, also where scripts are not allowed. It fits itself to the size that you give it.
embed-frames-only = Only these sites may show it: { $origins }.
embed-frames-none = The operator of this site does not allow frames on other sites.
embed-element = Element
embed-element-about = As wide as its surroundings, and kept up to date by one small script that stores nothing and touches nothing else on your page.
embed-element-style-about = This rule in your style sheet keeps the place free until the script has arrived, so that nothing jumps:
embed-element-policy-about = If your page has a content security policy, this is all that it needs to allow:
embed-picture = Picture
embed-picture-about = For places without frames and scripts. It shows what is known when it is loaded.
embed-badge = Badge
embed-badge-markdown = In Markdown, for a README:
embed-badge-html = In HTML:
embed-badge-shields = As an endpoint for shields.io, to get the badge in another style:
embed-address = Just the address
embed-address-about = Editors that know oEmbed turn the address of the page into a frame by themselves.
embed-copy = Copy
embed-copied = Copied
