package dev.mme5.synthesis.quality;

import dev.mme5.core.Language;
import java.util.List;

/// Short sentences, written for these tests.
final class SentencesInManyLanguages {
    private static final String LINES = """
            en | A small dog is playing with a red ball in the park.
            en | Find a recipe for the dish shown in the picture and explain how to prepare it.
            de | Ein kleiner Hund spielt im Park mit einem roten Ball.
            de | Die alte Brücke über den Fluss wurde im neunzehnten Jahrhundert gebaut.
            fr | Un petit chien joue avec une balle rouge dans le parc.
            fr | Le vieux pont sur la rivière a été construit au dix-neuvième siècle.
            es | Un perro pequeño juega con una pelota roja en el parque.
            es | El viejo puente sobre el río fue construido en el siglo diecinueve.
            pt | Um cachorro pequeno está brincando com uma bola vermelha no parque.
            pt | A velha ponte sobre o rio foi construída no século dezenove.
            it | Un piccolo cane gioca con una palla rossa nel parco.
            it | Il vecchio ponte sul fiume fu costruito nel diciannovesimo secolo.
            nl | Een kleine hond speelt met een rode bal in het park.
            nl | De oude brug over de rivier werd in de negentiende eeuw gebouwd.
            pl | Mały pies bawi się czerwoną piłką w parku.
            pl | Stary most na rzece został zbudowany w dziewiętnastym wieku.
            cs | Malý pes si hraje v parku s červeným míčem.
            cs | Starý most přes řeku byl postaven v devatenáctém století.
            sk | Malý pes sa hrá v parku s červenou loptou.
            sv | En liten hund leker med en röd boll i parken.
            sv | Den gamla bron över floden byggdes på artonhundratalet.
            da | En lille hund leger med en rød bold i parken.
            da | Den gamle bro over floden blev bygget i det nittende århundrede.
            no | En liten hund leker med en rød ball i parken.
            fi | Pieni koira leikkii punaisella pallolla puistossa.
            fi | Joen ylittävä vanha silta rakennettiin yhdeksännellätoista vuosisadalla.
            hu | Egy kis kutya piros labdával játszik a parkban.
            hu | A folyó fölötti régi hidat a tizenkilencedik században építették.
            tr | Küçük bir köpek parkta kırmızı bir topla oynuyor.
            tr | Nehrin üzerindeki eski köprü on dokuzuncu yüzyılda inşa edildi.
            id | Seekor anjing kecil bermain dengan bola merah di taman.
            id | Jembatan tua di atas sungai itu dibangun pada abad kesembilan belas.
            ms | Seekor anjing kecil sedang bermain dengan bola merah di taman.
            vi | Một con chó nhỏ đang chơi với quả bóng đỏ trong công viên.
            ro | Un câine mic se joacă cu o minge roșie în parc.
            ro | Podul vechi peste râu a fost construit în secolul al nouăsprezecelea.
            ca | Un gos petit juga amb una pilota vermella al parc.
            gl | Un can pequeno xoga cunha pelota vermella no parque.
            hr | Mali pas se igra crvenom loptom u parku.
            sl | Majhen pes se v parku igra z rdečo žogo.
            et | Väike koer mängib pargis punase palliga.
            lv | Mazs suns parkā spēlējas ar sarkanu bumbu.
            lt | Mažas šuo žaidžia su raudonu kamuoliu parke.
            sq | Një qen i vogël luan me një top të kuq në park.
            eu | Txakur txiki bat pilota gorri batekin jolasten ari da parkean.
            sw | Mbwa mdogo anacheza na mpira mwekundu katika bustani.
            fil | Isang maliit na aso ang naglalaro ng pulang bola sa parke.
            af | 'n Klein hond speel met 'n rooi bal in die park.
            is | Lítill hundur leikur sér með rauðan bolta í garðinum.
            cy | Mae ci bach yn chwarae gyda phêl goch yn y parc.
            ga | Tá madra beag ag imirt le liathróid dhearg sa pháirc.
            eo | Malgranda hundo ludas kun ruĝa pilko en la parko.
            la | Canis parvus in horto pila rubra ludit.
            az | Kiçik bir it parkda qırmızı topla oynayır.
            ru | Маленькая собака играет в парке с красным мячом.
            uk | Маленький собака грається в парку червоним м'ячем.
            bg | Малко куче играе с червена топка в парка.
            sr | Мали пас се игра црвеном лоптом у парку.
            mk | Мало куче си игра со црвена топка во паркот.
            be | Маленькі сабака гуляе ў парку з чырвоным мячом.
            mn | Жижиг нохой цэцэрлэгт улаан бөмбөгөөр тоглож байна.
            kk | Кішкентай ит саябақта қызыл доппен ойнап жүр.
            fa | یک سگ کوچک در پارک با یک توپ قرمز بازی می‌کند.
            ar | كلب صغير يلعب بكرة حمراء في الحديقة.
            ur | ایک چھوٹا کتا پارک میں سرخ گیند سے کھیل رہا ہے۔
            hi | एक छोटा कुत्ता पार्क में लाल गेंद से खेल रहा है।
            mr | एक लहान कुत्रा उद्यानात लाल चेंडूशी खेळत आहे.
            ne | एउटा सानो कुकुर पार्कमा रातो बलसँग खेलिरहेको छ।
            """;

    static final List<Sentence> ALL = LINES.lines()
            .map(line -> line.split(" \\| ", 2))
            .map(parts -> new Sentence(new Language(parts[0].strip()), parts[1].strip()))
            .toList();

    private SentencesInManyLanguages() {}

    record Sentence(Language language, String text) {}
}
