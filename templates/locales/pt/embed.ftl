# Em páginas de terceiros: o quadro, o elemento, a imagem, o selo e a página que prepara o código.

embed-title = Status de { $name }

embed-put = Colocar no seu site
embed-builder-title = { $name } no seu site
embed-builder-lead = Mostre na sua própria página como { $name } está agora. Grátis, sem cookies e sem rastrear quem visita.
embed-back = Voltar a { $name }

embed-theme = Cores
embed-theme-auto = Automáticas
embed-theme-light = Claras
embed-theme-dark = Escuras
embed-size = Tamanho
embed-size-full = Com mapa
embed-size-compact = Pequeno, sem mapa
embed-country = Mapa
embed-country-world = Mundo
embed-language = Idioma
embed-language-auto = O do visitante
embed-label = Texto do selo
embed-update = Atualizar

embed-preview = Prévia
embed-frame = Quadro
embed-frame-about = Funciona em qualquer lugar, mesmo onde scripts não são permitidos. Ajusta-se ao tamanho que você der.
embed-frames-only = Só estes sites podem exibi-lo: { $origins }.
embed-frames-none = Quem opera este site não permite quadros em outros sites.
embed-element = Elemento
embed-element-about = Da largura do espaço em volta. Um pequeno script o mantém atualizado; ele não guarda nada e não mexe em mais nada na sua página.
embed-element-style-about = Esta regra na sua folha de estilos reserva o espaço até o script chegar, para que nada se mova:
embed-element-policy-about = Se a sua página tem uma política de segurança de conteúdo, ela só precisa permitir isto:
embed-picture = Imagem
embed-picture-about = Para lugares sem quadros nem scripts. Mostra o que se sabe no momento em que é carregada.
embed-badge = Selo
embed-badge-markdown = Em Markdown, para um README:
embed-badge-html = Em HTML:
embed-badge-shields = Como endpoint para o shields.io, para ter o selo em outro estilo:
embed-address = Só o endereço
embed-address-about = Editores que conhecem oEmbed transformam sozinhos o endereço da página em um quadro.
embed-copy = Copiar
embed-copied = Copiado
