# ¿Solo me pasa a mí? Lo que ven la región y la red, y qué hacer.

here-title = ¿Solo me pasa a mí?
here-page-title = { $service }: ¿solo me pasa a mí?
here-hint = Compara el lugar donde está con el resto del mundo.
here-more = Comparar y qué hacer

here-say-everywhere = No es cosa suya: { $service } tiene problemas en todas partes.
here-say-everywhere-perhaps = Probablemente no es cosa suya: puede que { $service } tenga problemas.
here-say-here = No es cosa suya: { $service } tiene problemas en varios lugares, también en el suyo.
here-say-here-perhaps = Probablemente no es cosa suya: cerca de usted avisan de { $service } más personas de lo habitual.
here-say-region = No es solo usted: { $service } falla aquí ({ $place }) más que en otros lugares.
here-say-region-others = No es solo usted: varios servicios fallan aquí ({ $place }).
here-say-provider = Probablemente es su proveedor, { $network }, y no { $service }.
here-say-you = Probablemente es solo en su caso: no se avisa de { $service } más de lo habitual.
here-say-elsewhere = { $service } tiene problemas, pero no cerca de usted.
here-say-few = Muy pocas personas avisan de { $service } para saberlo.
here-say-few-elsewhere = { $service } tiene problemas en otros lugares. Cerca de usted avisan muy pocas personas para saberlo.

here-normal =
    { $count ->
        [0] lo normal sería menos de 1
        [one] lo normal sería { $count }
       *[other] lo normal serían unas { $count }
    }
here-near = { $count } personas cerca de usted ({ $place }) lo han dicho en los últimos { $minutes } minutos; { $normal }.
here-near-new = { $count } personas cerca de usted ({ $place }) lo han dicho en los últimos { $minutes } minutos.
here-near-few = Menos de { $count } personas cerca de usted ({ $place }) lo han dicho en los últimos { $minutes } minutos.
here-near-unknown = No se sabe dónde está, así que no se puede contar nada cerca de usted.

here-table = Avisos de los últimos { $minutes } minutos
here-column-where = Dónde
here-column-reports = Avisos
here-column-normal = Normal
here-column-times = Veces lo normal
here-row-near = Cerca de usted: { $place }
here-row-network = Su red: { $network }
here-row-everywhere = En todas partes
here-fewer = menos de { $count }
here-unknown = no se sabe
here-withheld = Los números de menos de { $count } personas no se muestran nunca, para que no se reconozca a nadie.

here-do = Qué hacer
here-do-wait = No hay nada que arreglar por su parte. Espere; la página de { $service } muestra cuándo termina.
here-do-region = A otras personas cerca de usted les pasa lo mismo. Quizá ayude otra conexión: datos móviles en lugar de wifi, o al revés. Si no, espere.
here-do-provider = Pruebe otra conexión: datos móviles en lugar de wifi, o al revés. Reiniciar la aplicación no servirá.
here-do-restart = Cierre la aplicación y vuelva a abrirla; después reinicie el dispositivo.
here-do-connection = Pruebe otra conexión: datos móviles en lugar de wifi, o al revés.
here-do-report = Si sigue igual, avise: alguien tiene que ser el primero.
here-do-network = Todo lo que se avisa desde { $network }
here-do-provider-page = Cómo está { $service }
here-instead = Mientras tanto

here-privacy = Su dirección se ha buscado en una tabla local y se ha olvidado.
here-chosen = Ha elegido { $place }. Su red no se tiene en cuenta, porque puede ser la de una VPN.
here-choose = ¿No está ahí, o usa una VPN?
here-country = País
here-by-address = Donde está mi dirección
here-show = Mostrar

here-near-title = Problemas cerca de usted
here-near-nothing = Nada llama la atención cerca de usted.
here-near-lead = Servicios de los que se avisa aquí ({ $place }) más de lo habitual en los últimos { $minutes } minutos.
here-near-lead-network = Servicios de los que se avisa aquí ({ $place }) o desde { $network } más de lo habitual en los últimos { $minutes } minutos.
here-near-times = { $times } lo normal
here-near-by-network = en su red

here-refused = Por ahora no se pueden recibir nuevos avisos.
