# Imagens para compartilhar, e o que instala o site em um telefone.

share-demo = Dados de demonstração
share-watched = { $count ->
    [one] { $count } serviço acompanhado
   *[other] { $count } serviços acompanhados
}
share-duration = Duração: { $duration }
share-peak = { $count ->
    [one] Pico: { $count } relato por minuto, { $ratio } o normal
   *[other] Pico: { $count } relatos por minuto, { $ratio } o normal
}
share-app = O que está fora do ar agora, onde e desde quando, segundo quem percebe.
