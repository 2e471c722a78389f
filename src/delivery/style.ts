/** The look of delivery's pages: the campaign's red and gold on paper white, one column, legible on a phone. */

export const style = `
:root { --red: #a3101b; --deep: #7a0a13; --gold: #f3d28b; --ink: #23201d; --soft: #6f675e; --line: #e9e1d4; --paper: #fbf8f2; color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.85 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
a { color: var(--red); text-underline-offset: .2em }
.banner { background: linear-gradient(120deg, var(--deep), var(--red) 60%, #b8252b); color: #fff7e6; padding: 3.2rem max(1.25rem, calc(50vw - 27.75rem)) 2.8rem; border-bottom: 4px solid var(--gold) }
.banner h1 { margin: .3rem 0 .6rem; font: 700 clamp(1.7rem, 4.5vw, 2.6rem)/1.3 "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", serif; letter-spacing: .02em; text-wrap: balance }
.banner p { margin: 0; opacity: .92 }
.banner .over { color: var(--gold); letter-spacing: .12em; font-size: .95rem; opacity: 1 }
main { max-width: 58rem; margin: 0 auto; padding: 1rem 0 4rem }
section, article { padding: 0 1.25rem }
h2 { margin: 2.6rem 0 1rem; font: 700 1.35rem/1.4 "Noto Serif SC", "Noto Serif CJK SC", serif; color: var(--deep) }
h2::before { content: ""; display: inline-block; width: .3em; height: 1em; margin-right: .55em; background: var(--red); border-radius: 2px; vertical-align: -.1em }
.rows { list-style: none; margin: 0; padding: 0; background: #fff; border: 1px solid var(--line); border-radius: 10px }
.rows li { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between; padding: .8rem 1.2rem; border-top: 1px solid var(--line) }
.rows li:first-child { border-top: 0 }
.name { font-weight: 600 }
.name small { display: block; font-weight: 400; color: var(--soft); line-height: 1.4 }
.links { display: flex; flex-wrap: wrap; gap: .5rem }
.links a { padding: .15rem .85rem; border: 1px solid var(--line); border-radius: 99px; text-decoration: none; font-size: .9rem; white-space: nowrap }
.links a:hover, .links a:focus-visible { border-color: var(--red); background: #fdf1ef }
.links a.main { background: var(--red); border-color: var(--red); color: #fff }
.empty, .embargo { margin: 0; padding: .9rem 1.2rem; border-radius: 10px; background: #fff; border: 1px solid var(--line) }
.embargo { margin: 1.5rem 1.25rem 0; background: #fff4d9; border-color: #e2b65a; color: #6d4300; font-weight: 600 }
article { padding-top: 1.6rem; overflow-wrap: anywhere }
article p { margin: 0 0 1.1em; text-align: justify }
article .lead { display: block; width: 100%; height: auto; max-height: 34rem; object-fit: contain; background: #efe8dc; border-radius: 10px; margin-bottom: 1.6rem }
article .summary { font-size: 1.08rem; color: #4b443d; border-left: 3px solid var(--gold); padding-left: 1rem }
blockquote { margin: 1.6em 0; padding: .2em 1.4em; background: #fff; border-left: 3px solid var(--red); font-family: "Noto Serif SC", "Noto Serif CJK SC", serif }
blockquote p { margin: .6em 0 }
.topics { display: flex; flex-wrap: wrap; gap: .4rem 1rem; color: var(--red) }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: 1.1rem }
figure { margin: 0; background: #fff; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; display: flex; flex-direction: column }
.frame { height: 11.5rem; background: #efe8dc; display: grid; place-items: center }
.frame img, .frame video { width: 100%; height: 11.5rem; object-fit: contain }
.file { font: 700 1.6rem/1 ui-monospace, monospace; color: #b3a58f }
figcaption { padding: .8rem 1rem 1rem; font-size: .88rem; line-height: 1.6; display: flex; flex-direction: column; flex: 1 }
figcaption span { color: var(--soft); overflow-wrap: anywhere }
figcaption em { font-style: normal; color: #8a5a00 }
figcaption a { margin-top: auto; padding-top: .5rem; align-self: flex-start }
.note { font-size: .95rem; color: var(--soft) }
.note code { background: #f1eadd; padding: .1em .4em; border-radius: 4px; font-size: .88em; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.4rem; margin: 2.6rem 0 0; padding-top: 1.4rem; border-top: 1px solid var(--line) }
dd { margin: 0; color: var(--ink) }
`
