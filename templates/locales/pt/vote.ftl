# Confirmar e negar: os links dos alertas e o que dizem as equipes alertadas.

vote-title-confirm = { $name } também está com problemas para vocês?
vote-title-deny = { $name } funciona para vocês?
vote-what = Vocês receberam um alerta sobre este incidente. Digam como está para a sua equipe: a resposta aparece ao lado dos relatos das pessoas.
vote-button-confirm = Também está com problemas para nós
vote-button-deny = Funciona para nós
vote-note = Só o número de equipes é mostrado, nunca quais. Cada equipe alertada tem uma resposta, e vale a última. Os vereditos vêm apenas dos relatos das pessoas, então as respostas não mudam quando um incidente começa ou termina.
vote-thanks-confirm = Obrigado. Está anotado que para vocês também há problemas.
vote-thanks-deny = Obrigado. Está anotado que funciona para vocês.
vote-refused = Este link não é válido
vote-refused-forged = Este link não é nosso, ou foi alterado no caminho. Abra-o inteiro a partir do alerta.
vote-refused-expired = Os links dos alertas valem por 7 dias, e este é mais antigo.
vote-refused-removed = Quem recebeu este alerta não recebe mais nenhum, então os links dele também não valem.
fact-votes = Equipes alertadas
votes-confirm =
    { $count ->
        [one] { $count } confirma
       *[other] Todas as { $count } que responderam confirmam
    }
votes-deny =
    { $count ->
        [one] { $count } não vê problema
       *[other] Todas as { $count } que responderam não veem problema
    }
votes-differ =
    { $confirmed ->
        [one] { $confirmed } das { $count } que responderam confirma
       *[other] { $confirmed } das { $count } que responderam confirmam
    }; { $denied ->
        [one] { $denied } não vê problema
       *[other] { $denied } não veem problema
    }
