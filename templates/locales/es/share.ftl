# Imágenes para compartir, y lo que instala el sitio en un teléfono.

share-demo = Datos de prueba
share-watched = { $count ->
    [one] { $count } servicio observado
   *[other] { $count } servicios observados
}
share-duration = Duración: { $duration }
share-peak = { $count ->
    [one] Máximo: { $count } aviso por minuto, { $ratio } lo normal
   *[other] Máximo: { $count } avisos por minuto, { $ratio } lo normal
}
share-app = Qué falla ahora mismo, dónde y desde cuándo, según quienes lo notan.
